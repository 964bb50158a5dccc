# Plain parts of trials, for simulations that share nothing with the project. `Rscript NAME.R REPLICATES` in this folder simulates
# NAME.yaml and writes NAME.json.
suppressMessages({library(jsonlite)})
# Poisson arrivals at a rate by period.
arrivals <- function(n, until, rate) { g <- cumsum(rexp(n)); u <- c(until, Inf); at <- c(0, cumsum(diff(c(0, until)) * rate[seq_along(until)]))
  k <- findInterval(g, at); c(0, until)[k] + (g - at[k]) / rate[k] }
# Permuted blocks within strata: TRUE experimental.
blocks <- function(stratum, e, c) { out <- logical(length(stratum)); m <- 2 * (e + c); one <- rep(c(TRUE, FALSE), 2 * c(e, c))
  for (s in unique(stratum)) { i <- which(stratum == s); b <- ceiling(length(i) / m); out[i] <- as.vector(replicate(b, sample(one)))[seq_along(i)] }
  out }
# Log-rank z, benefit of x positive; over strata.
logrank <- function(t, d, x, s = NULL) { U <- V <- 0; for (g in if (is.null(s)) 0 else unique(s)) { k <- if (is.null(s)) seq_along(t) else which(s == g)
    o <- k[order(-t[k])]; n1 <- cumsum(x[o]); n <- seq_along(o); e <- d[o]; p <- (n1 / n)[e]; U <- U + sum(x[o][e] - p); V <- V + sum(p * (1 - p)) }
  if (V > 0) -U / sqrt(V) else NA }
cox <- function(t, d, x) { o <- order(-t); n1 <- cumsum(x[o]); n0 <- seq_along(o) - n1; e <- d[o]; a <- x[o][e]; n1 <- n1[e]; n0 <- n0[e]
  if (sum(a) == 0 || all(a)) return(c(NA, NA)); b <- 0
  for (i in 1:30) { p <- n1 * exp(b) / (n1 * exp(b) + n0); s <- sum(a - p) / sum(p * (1 - p)); b <- b + max(-1, min(1, s)); if (abs(s) < 1e-9) break }
  c(b, 1 / sqrt(sum(p * (1 - p)))) }
# Writes mean, standard error and number of replicates by row of the results: DESIGN|ANALYSIS|METRIC, and part of the kind of its reference, and population.
save_rows <- function(file, M, rows) write(toJSON(list(made = R.version.string, rows = lapply(names(rows), function(k) {
  v <- M[[k]]; v <- v[is.finite(v)]; list(row = rows[[k]], value = mean(v), se = sd(v) / sqrt(length(v)), n = length(v)) })), digits = 10, auto_unbox = TRUE, pretty = TRUE), file)
