source("lib.R"); suppressMessages(library(rpact)); set.seed(14)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R)
b <- getDesignGroupSequential(kMax = 3, alpha = 0.1, sided = 2, typeOfDesign = "P")$criticalValues
cmh <- function(y, x, s) { num <- v <- 0; for (g in c(TRUE, FALSE)) { k <- s == g; N <- sum(k); if (N < 2) next; n1 <- sum(k & x); m1 <- sum(y[k]); num <- num + sum(y & x & k) - n1 * m1 / N; v <- v + n1 * (N - n1) * m1 * (N - m1) / (N^2 * (N - 1)) }; if (v > 0) -num / sqrt(v) else NA }
cp <- function(z, t) { th <- z / sqrt(t); pnorm((b[3] - z * sqrt(t) - th * (1 - t)) / sqrt(1 - t), lower.tail = FALSE) }
for (r in 1:R) {
  n <- 240; a <- cumsum(rexp(n, 15)); s <- runif(n) < 0.4; x <- logical(n); D <- c(0, 0)
  for (i in 1:n) { g <- 1 + s[i]; p <- if (D[g] == 0) 0.5 else if (D[g] < 0) 2 / 3 else 1 / 3; x[i] <- runif(1) < p; D[g] <- D[g] + (if (x[i]) 1 else -1) }
  y <- runif(n) < ifelse(s, 0.5, 0.3) - x * ifelse(s, 0.2, 0.05)
  rej <- harm <- 0; stop <- 3; fut <- 0
  for (k in 1:3) { i <- 1:(80 * k); z <- cmh(y[i], x[i], s[i]); if (k == 1) z1 <- z
    if (z >= b[k]) { rej <- k; stop <- k; break }; if (z <= -b[k]) { harm <- k; stop <- k; break }
    # two looks ahead of the first: conditional power is that of crossing a bound later
    if (k < 3) { th <- z / sqrt(k / 3)
      pw <- if (k == 2) cp(z, 2 / 3) else { B <- z * sqrt(1 / 3); sd <- sqrt(1 / 3); m2 <- B + th / 3; u2 <- b[2] * sqrt(2 / 3); l2 <- -u2
        pnorm((u2 - m2) / sd, lower.tail = FALSE) + integrate(function(v) dnorm(v, m2, sd) * pnorm((b[3] - v - th / 3) / sd, lower.tail = FALSE), l2, u2)$value }
      if (pw <= 0.2) { fut <- k; stop <- k; break } } }
  nn <- min(240, sum(a <= a[80 * stop] + 1))
  out[[r]] <- c(power = rej > 0, harm = harm > 0, r1 = rej == 1, r2 = rej == 2, f1 = fut == 1, f2 = fut == 2, months = a[80 * stop] + 1, n = nn, z1 = z1)
}
M <- as.data.frame(do.call(rbind, out)); save_rows("two-sided-looks.json", M, c(power = "p|c|power",
  harm = "p|c|rejection for harm",
  r1 = "p|c|rejected at look 1",
  r2 = "p|c|rejected at look 2",
  f1 = "p||stops for futility at look 1",
  f2 = "p||stops for futility at look 2",
  months = "p||months to analysis",
  n = "p||randomised"))
