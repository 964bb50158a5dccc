source("lib.R"); suppressMessages(library(mvtnorm)); set.seed(12)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); q <- qnorm(0.975); w <- sqrt(c(60, 80) / 140)
up <- function(z) pnorm(z, lower.tail = FALSE)
for (r in 1:R) {
  m <- 900; a <- cumsum(rexp(m, 20)); tr <- runif(m) < 0.5; as <- ifelse(tr, runif(m) < 0.9, runif(m) > 0.9); x <- logical(m)
  x[as] <- blocks(rep(1, sum(as)), 1, 1); x[!as] <- blocks(rep(1, sum(!as)), 1, 1)
  t <- rexp(m, log(2) / 8 * ifelse(x, ifelse(tr, 0.6, 0.95), 1)); d <- rexp(m, 0.01); e <- t <= d; o <- pmin(t, d)
  cutz <- function(k, c, pos) { k <- k[a[k] < c & (!pos | as[k])]; ev <- e[k] & a[k] + t[k] <= c; c(logrank(pmin(o[k], c - a[k]), ev, x[k]), sum(ev)) }
  k <- 1:260; t1 <- sort((a + t)[k][e[k]])[60]
  # who has come by then; only these have events, so the first look is that of the first come
  A1 <- cutz(k, t1, FALSE); P1 <- cutz(k, t1, TRUE); pos <- P1[1] > A1[1]
  if (pos) { n1 <- sum(a[k] <= t1); k <- c(seq_len(n1), if (n1 < 260) ((n1 + 1):m)[as[(n1 + 1):m]])[1:260] }
  rho <- sqrt(P1[2] / A1[2]); zm <- max(A1[1], P1[1]); pint <- 1 - pmvnorm(upper = c(zm, zm), corr = matrix(c(1, rho, rho, 1), 2), algorithm = TVPACK(1e-12))[1]; zi <- qnorm(pint, lower.tail = FALSE)
  S <- if (pos) P1 else A1; theta <- S[1] / sqrt(S[2]); more <- if (theta > 0) max(sapply(c(S[1], zi), function(z) max(0, (q - w[1] * z) / w[2] + qnorm(0.8))^2)) / theta^2 else Inf
  D <- min(190, max(140, ceiling(60 + more)))
  ev <- sort((a + t)[k][e[k] & (if (pos) as[k] else TRUE)]); ev <- ev[ev > t1]; need <- D - 60; nr <- length(ev) < need; t2 <- if (nr) max(ev, a[k[260]]) else ev[need]
  F <- cutz(k, t2, pos); z2 <- (F[1] * sqrt(F[2]) - S[1] * sqrt(S[2])) / sqrt(F[2] - S[2]); rej <- w[1] * S[1] + w[2] * z2 >= q && w[1] * zi + w[2] * z2 >= q
  out[[r]] <- c(all = rej && !pos, M = rej && pos, selM = pos, months = t2, screened = k[260], n = sum(a[k] <= t2), nr = nr, infA = if (pos) A1[2] else F[2], infP = if (pos) F[2] else NA, zi = zi, iP1 = P1[2], zA1 = A1[1], zP1 = P1[1])
}
M <- as.data.frame(do.call(rbind, out)); save_rows("reassessed.json", M, c(all = "ad|all|power",
  M = "ad|M+|power",
  selM = "ad|M+|selected",
  months = "ad||months to analysis",
  screened = "ad||screened",
  n = "ad||randomised",
  nr = "ad||events not reached",
  infA = "ad|all|information",
  iP1 = "ad|M+|information at look 1"))
