# The rate alone is told as observed. PT-3.3 where 30 % of children respond: 70 adults of 4.5 a month and 14 children of 0.4, held against 20 %.
source("lib.R"); source("map.R"); set.seed(33)
R <- as.numeric(commandArgs(TRUE)[1]); map <- robust_map(70, 0.2, 0.2, 0.3)
post <- function(a, b) c(pbeta(0.2, a, b, lower.tail = FALSE), a / (a + b), pbeta(0.3, a, b, lower.tail = FALSE))
kept <- new.env(); judged <- function(x, y) { key <- paste(x, y); if (is.null(kept[[key]])) {
  s <- 70^0.25 * abs(x / 70 - y / 14); w <- if (s == 0) 1 else 1 / (1 + exp(1 + log(s)))
  kept[[key]] <- rbind({ p <- post(1 + y, 15 - y); p[2] <- y / 14; p }, post(1 + x + y, 85 - x - y), post(1 + y + w * x, 15 - y + w * (70 - x)), map(14, y, rbind(c(70, x)))) }; kept[[key]] }
out <- vector("list", R)
for (r in 1:R) {
  last <- max(rgamma(1, 70, 4.5), rgamma(1, 14, 0.4)); x <- rbinom(1, 70, 0.5); y <- rbinom(1, 14, 0.3); z <- judged(x, y)
  adult <- pbeta(0.2, 1 + x, 71 - x, lower.tail = FALSE) >= 0.95; claim <- z[, 1] >= 0.95
  out[[r]] <- c(claim, z[, 2] - 0.3, z[, 3] >= 0.025 & z[, 3] <= 0.975, (z[, 2] - 0.3)^2, adult, claim[c(1, 3, 4)] & adult, last + 3)
}
designs <- c("alone", "pooled", "power prior", "robust MAP")
M <- as.data.frame(do.call(rbind, out)); names(M) <- c(outer(1:4, c("p", "b", "c", "m"), function(d, k) paste0(k, d)), "adult", "r1", "r3", "r4", "months")
kinds <- c(p = "power", b = "bias|against the fixed value", c = "coverage|against the fixed value", m = "mse|against the fixed value")
rows <- unlist(lapply(names(kinds), function(k) setNames(paste0(designs, "|by age: child|", kinds[[k]]), paste0(k, 1:4))))
save_rows("children.json", M, c(rows, adult = "alone|by age: adult|power", r1 = "alone|by age|right set", r3 = "power prior|by age|right set", r4 = "robust MAP|by age|right set", months = "alone||months to analysis"))
