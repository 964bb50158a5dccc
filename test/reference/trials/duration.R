source("lib.R"); set.seed(41)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); share <- c(.5, .3, .2); rr <- c(1, .8, .5); es <- share * rr; total <- 6 * sum(es); es <- es / sum(es); need <- share * c(.5, 1, 1); need <- need / sum(need)
rate <- c(.6, .4, .5); med <- c(10, 5, 20); S9 <- 2^(-9 / med); least <- qbinom(.975, 60, .35) + 1; q <- qnorm(.975)
trueE <- sum(es * rate * S9) / sum(es * rate); trueM <- sum(need * rate * S9) / sum(need * rate)
km <- function(t, d, h) { if (length(t) == 0) return(c(NA, 0, 0)); s <- 1; v <- 0; for (u in sort(unique(t[d & t <= h]))) { k <- sum(t >= u); m <- sum(d & t == u); s <- s * (1 - m / k); v <- v + m / (k * (k - m)) }
  f <- sum(t >= h); if (f == 0 && s > 0) s <- NA; c(s, v, f) }
score <- function(k, ref) { if (is.na(k[1])) return(NA); if (k[1] == 1) return(-qnorm(ref^k[3])); if (k[1] == 0) return(-Inf); (log(-log(ref)) - log(-log(k[1]))) * -log(k[1]) / sqrt(k[2]) }
# One-sample log-rank against an exponential curve: events seen less expected.
oslr <- function(t, d, m) { E <- sum(t) * log(2) / m; if (E == 0) return(NA); (E - sum(d)) / sqrt(E) }
play <- function() { a <- cumsum(rexp(60, total)); T <- sample.int(3, 60, TRUE, es); y <- runif(60) < rate[T]; list(a = a, T = T, y = y, ev = rexp(60, log(2) / med[T]), out = rexp(60, .01)) }
seen <- function(s, cut) { c0 <- cut - s$a - 2; k <- s$y & c0 > 0; t <- pmin(s$ev, s$out, c0); list(k = k, t = t, d = s$ev <= pmin(s$out, c0)) }
for (r in 1:R) {
  s <- play(); o <- seen(s, max(s$a) + 8); k <- km(o$t[o$k], o$d[o$k], 9); z <- score(k, .3); resp <- sum(s$y) >= least
  sd <- sqrt(k[2]) / -log(k[1]); lim <- if (is.na(k[1]) || k[1] %in% 0:1) c(NA, NA) else k[1]^exp(c(1, -1) * q * sd)
  num <- w <- v <- 0; S <- p <- ns <- numeric(3); var <- numeric(3); for (t in 1:3) { i <- s$T == t; kk <- km(o$t[i & o$k], o$d[i & o$k], 9); ns[t] <- sum(i); p[t] <- if (ns[t] > 0) mean(s$y[i]) else NA; S[t] <- kk[1]
    var[t] <- if (is.na(kk[1])) NA else if (kk[1] %in% 0:1) { f <- kk[3]; h <- (f * kk[1] + .5) / (f + 1); h * (1 - h) / (f + 1) } else kk[1]^2 * kk[2] }
  use <- !is.na(S) & !is.na(p); W <- sum((need * p)[use]); mix <- sum((need * p * S)[use]) / W
  i <- s$T == 1 & o$k; za <- oslr(o$t[i], o$d[i], 6)
  e <- play(); done <- ifelse(e$y & e$ev <= e$out, e$a + 2 + e$ev, Inf); cut <- sort(done)[12]; got <- is.finite(cut); if (!got) cut <- max(ifelse(e$y, e$a + 2 + pmin(e$ev, e$out), e$a + 2)); f <- seen(e, cut); inn <- e$a <= cut
  ze <- oslr(f$t[f$k & inn], f$d[f$k & inn], 6)
  out[[r]] <- c(resp = resp, dur = !is.na(z) && z >= q, est = k[1] - .3, cov = if (is.na(lim[1])) NA else trueE >= lim[1] && trueE <= lim[2], bias = k[1] - trueE, target = k[1] - trueM, both = resp && !is.na(z) && z >= q, mix = mix - .3, mixBias = if (all(use)) mix - trueM else NA,
    za = !is.na(za) && za >= q, inf = sum(o$d & o$k), infA = sum(o$d & i), months = max(s$a) + 8, early = if (got) cut else NA, ze = if (got) !is.na(ze) && ze >= q else NA, nearly = if (got) sum(inn) else NA)
}
M <- as.data.frame(do.call(rbind, out))
save_rows("duration.json", M, c(resp = "late|response|power",
  dur = "late|duration|power",
  est = "late|duration|mean estimate",
  bias = "late|duration|bias|responders in all against the fixed value",
  target = "late|duration|bias|responders in all at the target mix",
  cov = "late|duration|coverage|responders in all against the fixed value",
  both = "late|lasting|claim probability",
  mix = "late|mix|mean estimate",
  za = "late|in a|power",
  inf = "late|duration|information",
  infA = "late|in a|information",
  months = "late||months to analysis",
  early = "early||months to analysis",
  nearly = "early||randomised",
  ze = "early|duration|power"))
