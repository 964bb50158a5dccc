source("lib.R"); set.seed(11)
R <- as.numeric(commandArgs(TRUE)[1]); share <- c(.4, .3, .2, .1); rr <- c(1, .5, 2, 1); rate <- c(.2, .2, .45, .5); es <- share * rr / sum(share * rr); total <- 12 * sum(share * rr)
pairs <- t(combn(4, 2)); pat <- as.matrix(expand.grid(rep(list(0:1), 6))); sets <- as.matrix(expand.grid(rep(list(0:1), 4)))
pool <- array(0L, c(64, 4)) # row of sets that is alike with basket j in a pattern
for (h in 1:64) { M <- diag(4); for (e in 1:6) M[pairs[e, 1], pairs[e, 2]] <- M[pairs[e, 2], pairs[e, 1]] <- pat[h, e]; pool[h, ] <- as.vector(M %*% c(1, 2, 4, 8)) + 1L }
mem <- function(n, x) { a <- 0.5; N <- as.vector(sets %*% n); X <- as.vector(sets %*% x); l <- lbeta(a + X, a + N - X) - lbeta(a, a); one <- lbeta(a + x, a + n - x) - lbeta(a, a)
  # marginal of the pool and of the others apart
  f <- l + sum(one) - as.vector(sets %*% one); lw <- rowSums(matrix(f[pool], 64)); w <- exp(lw - max(lw)); w <- w / sum(w)
  up <- pbeta(0.2, a + X, a + N - X, lower.tail = FALSE); m <- (a + X) / (2 * a + N)
  list(above = as.vector(w %*% matrix(up[pool], 64)), mean = as.vector(w %*% matrix(m[pool], 64))) }
out <- vector("list", R)
for (r in 1:R) {
  mix <- rgamma(4, 20 * es); m <- 2000; a <- cumsum(rexp(m, total)); T <- sample.int(4, m, TRUE, mix); y <- runif(m) < rate[T]; v <- NULL
  for (d in 1:2) {
    if (d == 1) i <- 1:40 else { n <- integer(4); i <- integer(0); k <- 0; while (length(i) < 40 && k < m) { k <- k + 1; t <- T[k]
      if (t %in% c(1, 3) && n[t] >= 14) next
      kept <- if (a[k] < 5) max(0, 6 - n[4]) else 0
      if (t != 4 && 40 - length(i) <= kept) next
      n[t] <- n[t] + 1; i <- c(i, k) } }
    if (length(i) < 40) { v <- c(v, rep(NA, 14)); next }
    n <- tabulate(T[i], 4); x <- tabulate(T[i][y[i]], 4); p <- mem(n, x); cl <- p$above >= 0.9
    v <- c(v, cl, n[c(1, 2, 4)], any(cl[1:2]), sum(cl == c(FALSE, FALSE, TRUE, TRUE)), all(cl == c(FALSE, FALSE, TRUE, TRUE)), p$mean[c(1, 4)] - 0.2, max(i), a[max(i)] + 2) }
  out[[r]] <- v
}
M <- as.data.frame(do.call(rbind, out)); names(M) <- paste0(rep(c("o.", "h."), each = 14), c("A", "B", "C", "D", "nA", "nB", "nD", "fwer", "correct", "right", "mA", "mD", "screened", "months"))
save_rows("baskets.json", M, c(o.A = "open|t: a|power",
  o.B = "open|t: b|power",
  o.C = "open|t: c|power",
  o.D = "open|t: d|power",
  o.nA = "open||patients||T = a",
  o.nB = "open||patients||T = b",
  o.nD = "open||patients||T = d",
  o.fwer = "open|t|familywise error",
  o.correct = "open|t|correct decisions",
  o.right = "open|t|right set",
  o.mA = "open|t: a|mean estimate",
  o.mD = "open|t: d|mean estimate",
  o.screened = "open||screened",
  o.months = "open||months to analysis",
  h.A = "held|t: a|power",
  h.B = "held|t: b|power",
  h.C = "held|t: c|power",
  h.D = "held|t: d|power",
  h.nA = "held||patients||T = a",
  h.nB = "held||patients||T = b",
  h.nD = "held||patients||T = d",
  h.fwer = "held|t|familywise error",
  h.correct = "held|t|correct decisions",
  h.right = "held|t|right set",
  h.mA = "held|t: a|mean estimate",
  h.mD = "held|t: d|mean estimate",
  h.screened = "held||screened",
  h.months = "held||months to analysis"))
