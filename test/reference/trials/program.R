source("lib.R"); set.seed(5)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); q <- qnorm(0.975)
need <- sapply(0:50, function(n) if (n == 0) 1 else { r <- qbinom(0.95, n, 0.15) + 1; r })
surv <- function(n, mplus, start) { m <- n * 8; a <- cumsum(rexp(m, 15)); tr <- runif(m) < 0.4; as <- ifelse(tr, runif(m) < 0.9, runif(m) > 0.9); i <- if (mplus) which(as)[1:n] else 1:n
  x <- blocks(rep(1, n), 1, 1); t <- rexp(n, log(2) / 6 * ifelse(x, ifelse(tr[i], 0.5, 0.9), 1)); list(at = a[i], tr = tr[i], x = x, t = t, screened = i[n]) }
for (r in 1:R) {
  a <- cumsum(rexp(50, 15)); tr <- runif(50) < 0.4; as <- ifelse(tr, runif(50) < 0.9, runif(50) > 0.9); o <- 0.15 / 0.85 * ifelse(tr, 3, 1.3); y <- runif(50) < o / (1 + o)
  ra <- sum(y) >= need[51]; rm <- sum(y[as]) >= need[sum(as) + 1]; end <- a[50] + 2; v <- c(ra = ra, rm = rm, enrich = rm && !ra, go = ra, win = NA, winall = NA, months = end, screened = 50, n = 50, cost = 50 + 1500 + 10 * end, last = a[50], neg = sum(!tr), ev = NA, eventsGoing = NA)
  if (ra || rm) { s <- surv(if (ra) 240 else 120, !ra); e <- sort(s$at + s$t); cut <- if (ra) e[160] else max(s$at) + 6; ob <- pmin(s$t, cut - s$at); d <- s$at + s$t <= cut; w <- logrank(ob, d, s$x) >= q; gap <- if (ra) 4 else 6
    if (ra) v["winall"] <- w else v["win"] <- w
    v["months"] <- end + gap + cut; v["screened"] <- 50 + s$screened; v["n"] <- 50 + length(s$at); v["last"] <- end + gap + max(s$at); v["neg"] <- v["neg"] + sum(s$x & !s$tr); v["ev"] <- sum(d)
    v["cost"] <- v["cost"] + s$screened + 30 * length(s$at) + 10 * cut }
  v <- c(v, pwin = isTRUE(v[["win"]] == 1), pwinall = isTRUE(v[["winall"]] == 1)); out[[r]] <- v
}
M <- as.data.frame(do.call(rbind, out))
save_rows("program.json", M, c(ra = "p2|a|power",
  rm = "p2|m|power",
  enrich = "p|p3e|probability of reaching",
  go = "p|p3a|probability of reaching",
  win = "p|p3e: t|replication probability",
  winall = "p|p3a: t|replication probability",
  pwin = "p|win|claim probability",
  pwinall = "p|winall|claim probability",
  months = "p||months to analysis",
  last = "p||months to last patient",
  screened = "p||screened",
  n = "p||randomised",
  cost = "p||cost",
  neg = "p||marker-negative exposed",
  ev = "p||events"))
