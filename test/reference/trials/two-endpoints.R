source("lib.R"); set.seed(2)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); q <- qnorm(0.975); zs <- qnorm(0.95)
for (r in 1:R) {
  m <- 600; a <- arrivals(m, 3, c(8, 20)); tr <- runif(m) < 0.3; as <- ifelse(tr, runif(m) < 0.9, runif(m) > 0.95)
  pos <- neg <- 0; take <- integer(0)
  for (i in 1:m) { if (pos + neg == 160) break
    if (as[i]) { pos <- pos + 1; take <- c(take, i) }
    else { kept <- if (a[i] < 8) max(0, 60 - pos) else 0
      if (neg < 110 && 160 - pos - neg > kept) { neg <- neg + 1; take <- c(take, i) } } }
  at <- a[take]; tr <- tr[take]; as <- as[take]; x <- runif(160) < 0.5; n <- 160
  z1 <- rnorm(n); z2 <- 0.5 * z1 + sqrt(0.75) * rnorm(n)
  h <- log(2) / ifelse(tr, 5, 8) * ifelse(x, ifelse(tr, 0.5, 0.9), 1); t <- -pnorm(z1, lower.tail = FALSE, log.p = TRUE) / h
  p0 <- ifelse(tr, 0.2, 0.3); od <- p0 / (1 - p0) * ifelse(x, ifelse(tr, 3, 1.2), 1); y <- pnorm(z2) > 1 - od / (1 + od)
  d <- rexp(n, 0.01); cut <- max(sort((at + t)[t <= d])[100], at[160] + 2); c <- cut - at; o <- pmin(t, d, c); e <- t <= d & at + t <= cut
  zp <- logrank(o, e, x); cp <- cox(o, e, x)
  # Mantel-Haenszel over the assay
  num <- v <- mhn <- mhd <- 0; for (s in c(TRUE, FALSE)) { k <- as == s; N <- sum(k); n1 <- sum(k & x); m1 <- sum(y[k]); A <- sum(y & x & k); num <- num + A - n1 * m1 / N; v <- v + n1 * (N - n1) * m1 * (N - m1) / (N^2 * (N - 1)) }
  zc <- num / sqrt(v)
  lo <- function(s) { k <- as == s; A <- sum(y & x & k); B <- sum(!y & x & k); C <- sum(y & !x & k); D <- sum(!y & !x & k); if (min(A, B, C, D) == 0) { A <- A + .5; B <- B + .5; C <- C + .5; D <- D + .5 }; c(log(A * D / (B * C)), 1 / A + 1 / B + 1 / C + 1 / D) }
  g1 <- lo(TRUE); g0 <- lo(FALSE); zg <- (g1[1] - g0[1]) / sqrt(g1[2] + g0[2])
  rp <- zp >= q; hp <- zp <= -q; ro <- (rp || hp) && zc >= q
  out[[r]] <- c(pfs = rp, harm = hp, orr = ro, gap = zg >= zs, zp = zp, zc = zc, est = cp[1], se = cp[2], cov = abs(cp[1] + 0.282611) < q * cp[2], both = rp && ro, only = rp && !ro,
    screened = take[160], last = at[160], months = cut, neg = sum(x & !tr), ppv = mean(tr[as]), cost = take[160] + 20 * 160 + 15 * cut + 2 * sum(e), events = sum(e), egap = g1[1] - g0[1], sgap = sqrt(g1[2] + g0[2]),
    eb = if (rp && ro) cp[1] else NA)
}
M <- as.data.frame(do.call(rbind, out))
save_rows("two-endpoints.json", M, c(pfs = "d|pfs|power",
  harm = "d|pfs|rejection for harm",
  orr = "d|orr|power",
  gap = "d|gap|power",
  zp = "d|pfs|mean z",
  zc = "d|orr|mean z",
  est = "d|pfs|mean estimate",
  se = "d|pfs|model se",
  cov = "d|pfs|coverage|enrolled mix",
  both = "d|both|claim probability",
  only = "d|pfs only|claim probability",
  screened = "d||screened",
  last = "d||months to last patient",
  months = "d||months to analysis",
  neg = "d||marker-negative exposed",
  ppv = "d||ppv",
  cost = "d||cost",
  events = "d||events",
  egap = "d|gap|mean estimate",
  sgap = "d|gap|model se",
  eb = "d|pfs|mean estimate given claim both"))
