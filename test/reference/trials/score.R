source("lib.R"); set.seed(13)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); q <- qnorm(0.975); es <- sqrt(1 / 0.7 - 1)
for (r in 1:R) {
  m <- 900; a <- cumsum(rexp(m, 30)); s <- rnorm(m); w <- s + es * rnorm(m); i <- which(w >= qnorm(0.6) * sqrt(1 / 0.7))[1:150]; s <- s[i]; w <- w[i]
  x <- runif(150) < 2 / 3; e <- rnorm(150); b <- 0.6 * e + 0.8 * rnorm(150); y <- 1 + 0.5 * s + 1.5 * e + x * (0.2 + 0.4 * s)
  # baseline: measured value before treatment, correlation 0.6 with the outcome given the group
  f <- summary(lm(y ~ x + b + w))$coefficients[2, ]; u <- t.test(y[x], y[!x]); d <- mean(y[x]) - mean(y[!x]); se <- u$stderr
  out[[r]] <- c(ea = f[[1]], sa = f[[2]], pa = pt(f[[3]], 146) >= 0.975, et = d, st = se, pt = u$statistic >= qt(0.975, u$parameter), screened = max(i), months = a[i[150]] + 0.5 + 3)
}
M <- as.data.frame(do.call(rbind, out)); names(M)[6] <- "pt"; save_rows("score.json", M, c(ea = "above|a|mean estimate",
  sa = "above|a|model se",
  pa = "above|a|power",
  et = "above|t|mean estimate",
  st = "above|t|model se",
  pt = "above|t|power",
  screened = "above||screened",
  months = "above||months to analysis"))
