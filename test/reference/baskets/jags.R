# Hierarchical basket models on published data by JAGS, a sampler that others wrote: `Rscript jags.R` in this folder writes jags.json.
# Larotrectinib, 41 of 55 (US prescribing information 2018, eight groups); pembrolizumab in MSI-H tumours, 59 of 149 (US prescribing
# information 2017, six groups); vemurafenib (Hyman et al., NEJM 2015); imatinib (counts of Neuenschwander et al., Pharm Stat 2016).
# Errors from batches; robust MAP by importance: draws of what the others predict for a basket, weighed with its own likelihood.
suppressMessages({library(rjags); library(jsonlite)})
trials <- list(
  larotrectinib = list(n = c(11, 12, 7, 5, 4, 4, 4, 8), x = c(10, 10, 7, 5, 1, 3, 2, 3), p0 = 0.3, m = 0, s = 2, scale = 1),
  pembrolizumab = list(n = c(90, 14, 9, 11, 8, 17), x = c(32, 5, 5, 3, 3, 11), p0 = 0.2, m = -0.5, s = 1.5, scale = 0.5),
  vemurafenib = list(n = c(19, 10, 26, 8, 14, 7), x = c(8, 0, 1, 1, 6, 2), p0 = 0.15, m = -1, s = 1.8, scale = 0.7),
  imatinib = list(n = c(15, 13, 12, 28, 29, 29, 26, 5, 2, 20), x = c(2, 0, 1, 6, 7, 3, 5, 1, 0, 3), p0 = 0.1, m = -1.4, s = 2, scale = 1))
model <- function(exnex) paste("model { mu ~ dnorm(m, pow(s, -2)); tau ~ dnorm(0, pow(scale, -2)) T(0, )
  for (j in 1:k) { z[j] ~ dnorm(0, 1); x[j] ~ dbin(ilogit(theta[j]), n[j]);", if (exnex) "a[j] ~ dnorm(m, pow(s, -2)); e[j] ~ dbern(0.5); theta[j] <- e[j] * (mu + tau * z[j]) + (1 - e[j]) * a[j] }" else "theta[j] <- mu + tau * z[j] }", "}")
CHAINS <- 8; KEPT <- 40000; BATCH <- 1000
draw <- function(t, exnex, keep) { d <- list(n = t$n, x = t$x, k = length(t$n), m = t$m, s = t$s, scale = t$scale)
  init <- lapply(seq_len(CHAINS), function(c) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 100 * c + exnex))
  j <- jags.model(textConnection(model(exnex)), d, init, CHAINS, 2000, quiet = TRUE); update(j, 2000, progress.bar = "none")
  lapply(coda.samples(j, keep, KEPT, progress.bar = "none"), as.matrix) }
by_batch <- function(parts, f) { b <- do.call(rbind, lapply(parts, function(v) t(sapply(split(seq_len(nrow(v)), (seq_len(nrow(v)) - 1) %/% BATCH), function(i) f(v[i, , drop = FALSE])))))
  list(value = colMeans(b), mcse = apply(b, 2, sd) / sqrt(nrow(b))) }
told <- function(parts, p0) { list(mean = by_batch(parts, function(v) colMeans(plogis(v))), above = by_batch(parts, function(v) colMeans(v > qlogis(p0)))) }
out <- list()
for (name in names(trials)) { t <- trials[[name]]; k <- length(t$n)
  out[[name]] <- c(t, list(bhm = told(draw(t, FALSE, "theta"), t$p0), exnex = told(draw(t, TRUE, "theta"), t$p0)))
  # The first basket borrows from the others.
  u <- t; u$n <- t$n[-1]; u$x <- t$x[-1]; parts <- draw(u, FALSE, c("mu", "tau")); set.seed(7)
  parts <- lapply(parts, function(v) cbind(v[, "mu"] + v[, "tau"] * rnorm(nrow(v))))
  n <- t$n[1]; x <- t$x[1]; l <- lchoose(n, x); like <- function(h) exp(l + x * plogis(h, log.p = TRUE) + (n - x) * plogis(-h, log.p = TRUE)); vague <- 1 / (n + 1)
  all <- unlist(parts); L <- like(all); est <- function(L, h) { map <- mean(L); s <- map / (map + vague)
    c(s * mean(L * plogis(h)) / map + (1 - s) * (1 + x) / (2 + n), s * mean(L * (h > qlogis(t$p0))) / map + (1 - s) * pbeta(t$p0, 1 + x, 1 + n - x, lower.tail = FALSE)) }
  b <- sapply(split(seq_along(all), (seq_along(all) - 1) %/% (20 * BATCH)), function(i) est(L[i], all[i])); e <- apply(b, 1, sd) / sqrt(ncol(b)); v <- est(L, all)
  out[[name]]$robustMap <- list(mean = list(value = v[1], mcse = e[1]), above = list(value = v[2], mcse = e[2]))
}
write(toJSON(list(made = paste(R.version.string, "rjags", packageVersion("rjags"), "JAGS", jags.version()), draws = CHAINS * KEPT, trials = out), digits = 10, auto_unbox = TRUE), "jags.json")
