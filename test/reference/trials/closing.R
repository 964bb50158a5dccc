source("lib.R"); set.seed(23)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); share <- c(.5, .3, .2); rr <- c(1, .8, .6); rate <- c(.2, .45, .3); total <- 8 * sum(share * rr); es <- share * rr / sum(share * rr)
target <- share * c(.5, 1, 1); target <- target / sum(target); pooled <- qbinom(.975, 40, .2) + 1
prob <- function(n, x) pbeta(.2, .2 + x, .8 + n - x, lower.tail = FALSE)
play <- function() { m <- 1500; a <- cumsum(rexp(m, total)); T <- sample.int(3, m, TRUE, es); y <- runif(m) < rate[T]; n <- integer(3); i <- integer(0); k <- 0
  while (length(i) < 40) { k <- k + 1; t <- T[k]; if (t == 1 && n[1] >= 18) next
    if (t != 3 && 40 - length(i) <= max(0, 8 - n[3])) next
    n[t] <- n[t] + 1; i <- c(i, k) }
  list(a = a[i], T = T[i], y = y[i], screened = k) }
for (r in 1:R) {
  s <- play(); use <- rep(TRUE, 40); dropped <- logical(3); at <- sapply(1:3, function(t) if (sum(s$T == t) >= 7) s$a[s$T == t][7] + 2 else Inf)
  for (t in order(at)) if (is.finite(at[t])) { seen <- s$T == t & s$a <= at[t] - 2; if (prob(sum(seen), sum(s$y[seen])) <= .35) { dropped[t] <- TRUE; use <- use & !(s$T == t & s$a > at[t]) } }
  n <- sapply(1:3, function(t) sum(use & s$T == t)); x <- sapply(1:3, function(t) sum(s$y[use & s$T == t])); cl <- prob(n, x) >= .9 & !dropped
  v <- c(A = cl[1], B = cl[2], C = cl[3], dA = dropped[1], dB = dropped[2], dC = dropped[3], nA = n[1], nB = n[2], nC = n[3], n = sum(n), end = max(s$a[use]) + 2)
  w <- play(); n <- sapply(1:3, function(t) sum(w$T == t)); x <- sapply(1:3, function(t) sum(w$y[w$T == t])); st <- target
  v <- c(v, p = sum(x) >= pooled, m = mean(w$y) - .2, bias = mean(w$y) - sum(target * rate), end2 = max(w$a) + 2, s2 = w$screened, wA = n[1], wB = n[2], wC = n[3], std = if (all(n > 0)) sum(target * x / n) - .2 else NA)
  out[[r]] <- v
}
M <- as.data.frame(do.call(rbind, out))
save_rows("closing.json", M, c(A = "closing|t: a|power",
  dA = "closing|t: a|closed at look 1",
  B = "closing|t: b|power",
  C = "closing|t: c|power",
  nA = "closing||patients||T = a",
  nB = "closing||patients||T = b",
  nC = "closing||patients||T = c",
  n = "closing||randomised",
  end = "closing||months to analysis",
  p = "whole|pooled|power",
  m = "whole|pooled|mean estimate",
  bias = "whole|pooled|bias|all at the target mix",
  std = "whole|standardised|mean estimate",
  end2 = "whole||months to analysis",
  s2 = "whole||screened",
  wA = "whole||patients||T = a",
  wB = "whole||patients||T = b",
  wC = "whole||patients||T = c"))
