source("lib.R"); set.seed(4)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); ppv <- 0.225 / 0.3375
um <- function(x, stage) if (stage == 1) x / 10 else { k <- max(2, x - 19):min(10, x); sum(choose(9, k - 1) * choose(19, x - k)) / sum(choose(10, k) * choose(19, x - k)) }
U <- outer(0:29, 1:2, Vectorize(function(x, s) if (s == 1 && x > 10 || s == 2 && x < 2) NA else um(x, s)))
next_at <- function(from, k) { # times of the next k screened from a month on
  t <- numeric(k); for (i in 1:k) { g <- rexp(1); u <- if (from < 6) 6 * (6 - from) else 0; from <- if (g < u) from + g / 6 else if (from < 6) 6 + (g - u) / 12 else from + g / 12; t[i] <- from }; t }
stage <- function(from, n) { m <- n * 10; repeat { t <- next_at(from, m); tr <- runif(m) < 0.25; as <- ifelse(tr, runif(m) < 0.9, runif(m) > 0.85); if (sum(as) >= n) break }
  i <- which(as)[1:n]; list(screened = i[n], end = t[i[n]] + 1, tr = tr[i]) }
for (r in 1:R) {
  rate <- function(tr) { o <- 1 / 9 * ifelse(tr, 5, 1.5); o / (1 + o) }
  s <- stage(0, 10); x <- sum(runif(10) < rate(s$tr)); scr <- s$screened; end <- s$end; tr <- s$tr; go <- x > 1
  if (go) { s <- stage(end - 1 + 2, 19); x <- x + sum(runif(19) < rate(s$tr)); scr <- scr + s$screened; end <- s$end; tr <- c(tr, s$tr) }
  out[[r]] <- c(power = x > 7, stop = !go, est = U[x + 1, 1 + go] - 0.15, screened = scr, n = length(tr), last = end, months = end + 2, neg = sum(!tr), ppv = mean(tr), cost = scr + 20 * length(tr) + 15 * (end + 2))
}
M <- as.data.frame(do.call(rbind, out))
save_rows("stages.json", M, c(power = "s|t|power",
  stop = "s||stops for futility at look 1",
  est = "s|t|mean estimate",
  screened = "s||screened",
  n = "s||randomised",
  last = "s||months to last patient",
  months = "s||months to analysis",
  neg = "s||marker-negative exposed",
  ppv = "s||ppv",
  cost = "s||cost"))
