source("lib.R"); suppressMessages(library(survival)); set.seed(15)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); q <- qnorm(0.975)

rm1 <- function(t, d, tau) { f <- survfit(Surv(t, d) ~ 1); tt <- c(0, f$time[f$time < tau], tau); S <- c(1, f$surv[f$time < tau]); A <- sum(diff(tt) * S); k <- which(f$time <= tau & f$n.event > 0)
  a <- sapply(k, function(j) { u <- c(f$time[j], f$time[f$time > f$time[j] & f$time < tau], tau); v <- c(f$surv[j], f$surv[f$time > f$time[j] & f$time < tau]); sum(diff(u) * v) })
  c(A, sum(a^2 * f$n.event[k] / (f$n.risk[k] * (f$n.risk[k] - f$n.event[k])))) }
fh <- function(t, d, x) { o <- order(t); t <- t[o]; d <- d[o]; x <- x[o]; n <- length(t); Y <- n:1; Y1 <- rev(cumsum(rev(x))); S <- cumprod(1 - d / Y); Sm <- c(1, S[-n]); w <- (1 - Sm) * d; p <- Y1 / Y
  -sum(w * (x - p)) / sqrt(sum(w^2 * p * (1 - p))) }
for (r in 1:R) {
  n <- 250; at <- ((1:n) - 0.5) / 25 + 0.3; tr <- runif(n) < 0.3; as <- ifelse(tr, runif(n) < 0.8, runif(n) > 0.9); x <- blocks(as, 1, 2)
  # S(t) = 0.15 + 0.85 exp(-h t): median 7 of those not cured, on whom hazards act
  h <- log(2) / 7 * ifelse(tr, 1.4, 1); H <- ifelse(runif(n) < 0.15, Inf, rexp(n)); t <- ifelse(!x, H / h, ifelse(!tr, H / (0.85 * h), ifelse(H <= 3 * h, H / h, 3 + (H - 3 * h) / (0.4 * h))))
  d <- rexp(n, 0.015); cut <- max(at) + 10; o <- pmin(t, d, cut - at); e <- t <= d & t <= cut - at
  r1 <- rm1(o[x], e[x], 12); r0 <- rm1(o[!x], e[!x], 12); dr <- r1[1] - r0[1]; sr <- sqrt(r1[2] + r0[2]); z <- fh(o, e, x)
  c1 <- coxph(Surv(o, e) ~ x * as); cf <- coef(c1)[3]; sc <- sqrt(vcov(c1)[3, 3]); zs <- logrank(o, e, x, as)
  out[[r]] <- c(rm = dr / sr >= q, er = dr, sr = sr, late = z >= q, zl = z, eg = cf, sg = sc, strat = zs >= q, zs = zs, gap = -cf / sc >= q, months = cut, events = sum(e))
}
M <- as.data.frame(do.call(rbind, out)); names(M) <- c("rm", "er", "sr", "late", "zl", "eg", "sg", "strat", "zs", "gap", "months", "events"); save_rows("late-effects.json", M, c(rm = "r|rmst|power",
  er = "r|rmst|mean estimate",
  sr = "r|rmst|model se",
  late = "r|late|power",
  zl = "r|late|mean z",
  eg = "r|gap|mean estimate",
  sg = "r|gap|model se",
  gap = "r|gap|power",
  strat = "r|strat|power",
  zs = "r|strat|mean z",
  months = "r||months to analysis",
  events = "r||events"))
