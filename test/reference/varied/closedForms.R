# Closed forms at inputs drawn at random, corners included, each worked out here from its definition by base R and mvtnorm:
# `Rscript closedForms.R` in this folder writes closedForms.json. Nothing is copied from the project's formulas.
suppressMessages({library(mvtnorm); library(jsonlite)})
set.seed(20261121)
times <- function(n, f) lapply(seq_len(n), function(i) f(i))
pick <- function(x) x[[sample.int(length(x), 1)]]
u <- function(a, b) signif(runif(1, a, b), 4)
root <- function(f, a, b) uniroot(f, c(a, b), tol = 1e-15, maxiter = 5000)$root
# Gauss-Legendre of 40 nodes (Golub & Welsch) on 40 equal pieces.
gl <- local({ k <- 1:39; e <- eigen(rbind(cbind(0, diag(k / sqrt(4 * k^2 - 1))), 0) + t(rbind(cbind(0, diag(k / sqrt(4 * k^2 - 1))), 0)), symmetric = TRUE)
  list(x = e$values, w = 2 * e$vectors[1, ]^2) })
area <- function(f, a, b) { h <- (b - a) / 40; m <- a + h * (0:39 + 0.5); h / 2 * sum(rep(gl$w, 40) * f(as.vector(outer(gl$x * h / 2, m, "+")))) }

# ---- 1. targeted against untargeted ---------------------------------------------------------------------------------
efficiency <- times(40, function(i) {
  g <- if (i %% 5 == 0) pick(c(0.001, 0.01, 0.99, 0.999)) else u(0.02, 0.98)
  se <- if (i %% 4 == 0) 1 else u(0.5, 1); sp <- if (i %% 4 == 1) 1 else u(0.5, 1)
  pc <- u(0.02, 0.5); d1 <- u(0.05, 0.4); d0 <- pick(c(0, u(-0.02, 0.05), d1)); sd <- u(0.3, 3)
  # Patients by truth and assay, in a made-up table of people.
  pos <- c(g * se, (1 - g) * (1 - sp)); all <- c(g, 1 - g); d <- c(d1, d0)
  mean_of <- function(w) sum(w * d) / sum(w)
  dU <- mean_of(all); dT <- mean_of(pos); p <- sum(pos)
  bern <- function(x) x * (1 - x)
  vBin <- function(w) bern(pc + mean_of(w)) + bern(pc)
  vMix <- function(w) sd^2 + sd^2 + sum(w * d^2) / sum(w) - mean_of(w)^2
  list(prevalence = g, sensitivity = se, specificity = sp, control = pc, positive = d1, negative = d0, sd = sd,
       ppv = pos[1] / p, npv = (1 - g) * sp / (1 - p), share = p, inPositive = dT,
       inNegative = (g * (1 - se) * d1 + (1 - g) * sp * d0) / (1 - p),
       equal = (dT / dU)^2, equalScreened = (dT / dU)^2 * p, binary = vBin(all) / vBin(pos) * (dT / dU)^2,
       mixture = vMix(all) / vMix(pos) * (dT / dU)^2)
})

# Sizes of two rates: the n an arm at which the textbook z has the power, 1:r.
rates <- times(24, function(i) {
  p0 <- u(0.02, 0.9); p1 <- min(0.99, p0 + u(0.03, 0.3)); a <- pick(c(0.001, 0.025, 0.05, 0.1)); b <- u(0.6, 0.97)
  r <- pick(c(1, 1, 2, 0.5, 3)); za <- qnorm(1 - a)
  # n control, r n experimental
  mixed <- (p0 + r * p1) / (1 + r)
  v0 <- mixed * (1 - mixed) * (1 + 1 / r); v1 <- p1 * (1 - p1) / r + p0 * (1 - p0)
  pw <- function(n, null) pnorm(((p1 - p0) * sqrt(n) - za * sqrt(null)) / sqrt(v1))
  n <- root(function(n) pw(n, v0) - b, 1, 1e6); nU <- root(function(n) pw(n, v1) - b, 1, 1e6)
  # Fleiss, Tytun and Ury: n solves n' = n (1 - (1 + 1 / r) / (2 n d))^2 ... in closed form
  d <- p1 - p0; cc <- n / 4 * (1 + sqrt(1 + 2 * (r + 1) / (n * r * d)))^2
  list(p1 = p1, p0 = p0, ratio = r, alpha = a, power = b, pooled = n, unpooled = nU, continuity = cc)
})

# ---- 2. overall and subgroup ----------------------------------------------------------------------------------------
corr <- function(r) matrix(c(1, r, r, 1), 2)
both <- function(a, b, r) pmvnorm(c(a, b), c(Inf, Inf), corr = corr(r), algorithm = TVPACK(1e-15))[1]
union1 <- function(aF, aS, r) aF + aS - both(qnorm(1 - aF), qnorm(1 - aS), r)
union2 <- function(aF, aS, r) {
  cF <- qnorm(1 - aF / 2); cS <- qnorm(1 - aS / 2)
  aF + aS - 2 * both(cF, cS, r) - 2 * both(cF, cS, -r)
}
subgroup <- times(40, function(i) {
  tau <- if (i %% 6 == 0) pick(c(0.001, 0.01, 0.99, 0.995)) else u(0.03, 0.97)
  a <- pick(c(0.001, 0.01, 0.025, 0.05, 0.1, 0.2)); aF <- signif(a * runif(1, 0.1, 0.97), 5); r <- sqrt(tau)
  free <- function(un) root(function(l) un(aF, exp(l), r) - a, log(a - aF) - 1e-9, log(a))
  list(share = tau, alpha = a, overall = aF, one = exp(free(union1)), two = exp(free(union2)),
       equal = exp(root(function(l) union1(exp(l), exp(l), r) - a, log(a / 2) - 1e-9, log(a))),
       equalTwo = exp(root(function(l) union2(exp(l), exp(l), r) - a, log(a / 2) - 1e-9, log(a))),
       naive = union1(a, a, r), naiveTwo = union2(a, a, r), split = union1(aF, a - aF, r))
})
mast <- times(30, function(i) {
  tau <- if (i %% 6 == 0) pick(c(0.01, 0.99)) else u(0.05, 0.95); r <- sqrt(tau)
  a <- pick(c(0.005, 0.025, 0.05, 0.1)); a1 <- signif(a * runif(1, 0.2, 0.99), 5)
  z1 <- qnorm(1 - a1)
  second <- root(function(z) pmvnorm(c(-Inf, -Inf), c(z1, -z), corr = corr(-r), algorithm = TVPACK(1e-15))[1] - (a - a1),
                 qnorm(1 - a), qnorm(1 - (a - a1)) + 1e-9)
  d <- round(u(40, 900)); hp <- u(0.4, 1.1); hn <- u(0.5, 1.3)
  mp <- -log(hp) * sqrt(d * tau) / 2; mn <- -log(hn) * sqrt(d * (1 - tau)) / 2
  # Over z of M+, the integral of what M- has to show; z of all = r z+ + sqrt(1 - tau) z-.
  zn <- qnorm(1 - a); step <- area(function(x) dnorm(x - mp) * pnorm((second - r * x) / sqrt(1 - tau) - mn, lower.tail = FALSE), mp - 9, z1)
  plus <- pnorm(z1 - mp, lower.tail = FALSE)
  list(share = tau, alpha = a, first = a1, level = pnorm(second, lower.tail = FALSE), events = d, positive = hp, negative = hn,
       inPositive = plus + step, inNegative = plus * pnorm(zn - mn, lower.tail = FALSE) + step, overallStep = step,
       sequential = pnorm(zn - mp, lower.tail = FALSE), sequentialBoth = pnorm(zn - mp, lower.tail = FALSE) * pnorm(zn - mn, lower.tail = FALSE))
})

# ---- 6. events, sizes and limits ------------------------------------------------------------------------------------
events <- times(24, function(i) {
  hr <- pick(c(u(0.1, 0.95), u(1.05, 3))); r <- pick(c(1, 2, 0.5, 3, 1.5)); a <- pick(c(0.001, 0.025, 0.1)); b <- u(0.5, 0.99)
  z <- qnorm(1 - a) + qnorm(b); share <- r / (1 + r)
  # Schoenfeld: z^2 = d share (1 - share) log(hr)^2. Freedman: at a death the experimental arm's chance is r hr / (1 + r hr).
  list(hr = hr, ratio = r, alpha = a, power = b, schoenfeld = z^2 / (share * (1 - share) * log(hr)^2),
       freedman = z^2 * ((1 + r * hr) / (1 - hr))^2 / r)
})
lachin <- times(20, function(i) {
  l0 <- u(0.02, 0.5); l1 <- l0 * u(0.3, 0.9); eta <- pick(c(0, u(0.005, 0.2))); Tr <- u(0.3, 20); Ts <- Tr + pick(c(0, u(0.1, 10)))
  g <- pick(c(0, 0, u(-0.3, 0.3))); r <- pick(c(1, 2, 1.25, 0.5)); a <- pick(c(0.005, 0.025, 0.05)); b <- u(0.7, 0.95)
  p <- function(l) { # an event is seen before the end and before dropout
    inner <- function(v) l / (l + eta) * (1 - exp(-(l + eta) * (Ts - v))) * exp(-g * v)
    area(inner, 0, Tr) / area(function(v) exp(-g * v), 0, Tr)
  }
  q1 <- r / (1 + r); q0 <- 1 - q1; lb <- q1 * l1 + q0 * l0
  n <- ((qnorm(1 - a) * sqrt(1 / (q1 * p(lb)) + 1 / (q0 * p(lb))) + qnorm(b) * sqrt(1 / (q1 * p(l1)) + 1 / (q0 * p(l0)))) / log(l1 / l0))^2
  list(controlHazard = l0, experimentalHazard = l1, dropoutHazard = eta, accrual = Tr, study = Ts, accrualShape = g, ratio = r,
       alpha = a, power = b, patients = n, events = n * (q1 * p(l1) + q0 * p(l0)))
})
strata <- times(24, function(i) {
  hr <- pick(c(u(0.3, 0.95), u(1.05, 2.5))); z <- pick(c(u(0.1, 0.9), u(1.1, 12))); q <- pick(c(u(0.03, 0.97), 0.01, 0.99))
  l <- pick(c(1, u(0.02, 3))); c <- if (i %% 4 == 0) Inf else u(0.2, 4) / l
  w <- c(1 - q, q); h <- l * c(1, z); end <- if (is.finite(c)) c else 60 / (min(h) * min(1, hr))
  S <- function(k, t) w[1] * exp(-k * h[1] * t) + w[2] * exp(-k * h[2] * t)
  f <- function(k, t) w[1] * k * h[1] * exp(-k * h[1] * t) + w[2] * k * h[2] * exp(-k * h[2] * t)
  pieces <- c(0, end * c(1e-4, 1e-3, 0.01, 0.03, 0.1, 0.2, 0.4, 0.7, 1))
  over <- function(g) sum(sapply(seq_len(length(pieces) - 1), function(j) area(function(t) { v <- g(t); v[is.nan(v)] <- 0; v }, pieces[j], pieces[j + 1]))) # 0 / 0: nobody left
  # Half in each arm. Score of a Cox model of the arm alone; score and information of the log-rank test without effect.
  score <- function(b) over(function(t) f(hr, t) * (S(1, t) / (S(1, t) + exp(b) * S(hr, t))) - f(1, t) * exp(b) * S(hr, t) / (S(1, t) + exp(b) * S(hr, t)))
  at <- root(score, -4, 4)
  U <- function(Sf, ff) over(function(t) (ff(hr, t) * Sf(1, t) - ff(1, t) * Sf(hr, t)) / (Sf(1, t) + Sf(hr, t)) / 2)
  V <- function(Sf, ff) over(function(t) Sf(1, t) * Sf(hr, t) / (Sf(1, t) + Sf(hr, t))^2 * (ff(1, t) + ff(hr, t)) / 2)
  each <- lapply(1:2, function(j) list(S = function(k, t) w[j] * exp(-k * h[j] * t), f = function(k, t) w[j] * k * h[j] * exp(-k * h[j] * t)))
  plain <- U(S, f) / sqrt(V(S, f)); strat <- sum(sapply(each, function(e) U(e$S, e$f))) / sqrt(sum(sapply(each, function(e) V(e$S, e$f))))
  list(hr = hr, covariate = z, prevalence = q, hazard = l, censored = if (is.finite(c)) c else "Inf", limit = exp(at),
       events = over(function(t) f(1, t) + f(hr, t)) / 2, plain = plain, stratified = strat, efficiency = (plain / strat)^2)
})
odds <- times(20, function(i) {
  k <- sample(2:5, 1); p <- rexp(k); p <- p / sum(p); x <- rnorm(k, 0, 2); or <- exp(u(-2, 2)); b0 <- u(-3, 3)
  m <- function(e) sum(p * plogis(b0 + x + e)); o <- function(q) q / (1 - q)
  list(or = or, intercept = b0, logOdds = x, probability = p, marginal = o(m(log(or))) / o(m(0)))
})
# Cox limit in assay-positive patients, exponential, everybody censored at c.
diluted <- times(16, function(i) {
  g <- u(0.02, 0.9); se <- u(0.6, 1); sp <- u(0.6, 1); h1 <- u(0.2, 0.9); h0 <- pick(c(1, u(0.7, 1.3))); l <- pick(c(1, u(0.05, 2)))
  c <- if (i %% 4 == 0) Inf else u(0.2, 3) / l; ppv <- g * se / (g * se + (1 - g) * (1 - sp)); w <- c(ppv, 1 - ppv); h <- l * c(h1, h0)
  end <- if (is.finite(c)) c else 60 / min(h, l)
  S1 <- function(t) w[1] * exp(-h[1] * t) + w[2] * exp(-h[2] * t); f1 <- function(t) w[1] * h[1] * exp(-h[1] * t) + w[2] * h[2] * exp(-h[2] * t)
  S0 <- function(t) exp(-l * t); f0 <- function(t) l * exp(-l * t)
  pieces <- c(0, end * c(1e-3, 0.01, 0.03, 0.1, 0.2, 0.4, 0.7, 1))
  over <- function(gg) sum(sapply(seq_len(length(pieces) - 1), function(j) area(gg, pieces[j], pieces[j + 1])))
  b <- root(function(b) over(function(t) (f1(t) * S0(t) - exp(b) * f0(t) * S1(t)) / (S0(t) + exp(b) * S1(t))), -4, 2)
  list(prevalence = g, sensitivity = se, specificity = sp, positive = h1, negative = h0, hazard = l,
       censored = if (is.finite(c)) c else "Inf", limit = exp(b), first = sum(w * c(h1, h0)), geometric = exp(sum(w * log(c(h1, h0)))))
})

# ---- 7. prognostic enrichment ---------------------------------------------------------------------------------------
enrichment <- times(30, function(i) {
  e <- u(0.01, 0.6); auc <- pick(c(0.5, u(0.52, 0.95))); q <- pick(c(0, u(0.05, 0.95))); red <- u(0.1, 0.7); a <- pick(c(0.01, 0.025, 0.1)); b <- u(0.7, 0.95)
  cs <- u(0.1, 5); ck <- u(5, 100); m <- sqrt(2) * qnorm(auc)
  below <- function(x) (1 - e) * pnorm(x) + e * pnorm(x - m)
  rate <- if (q == 0) e else { x <- root(function(x) below(x) - q, -12, 12); e * pnorm(x - m, lower.tail = FALSE) / (1 - q) }
  n <- function(p1) { p2 <- p1 * (1 - red); s <- p1 + p2
    2 * (qnorm(1 - a) * sqrt(s * (1 - s / 2)) + qnorm(b) * sqrt(p1 * (1 - p1) + p2 * (1 - p2)))^2 / (p1 - p2)^2 }
  size <- n(rate); screened <- size / (1 - q); cost <- size * ck + (if (q > 0) screened * cs else 0); base <- n(e) * ck
  list(eventRate = e, auc = auc, below = q, reduction = red, alpha = a, power = b, screeningCost = cs, patientCost = ck,
       enrolled = rate, patients = size, screened = screened, cost = cost, saved = 1 - cost / base, plain = n(e))
})

write(toJSON(list(made = paste(R.version.string, "mvtnorm", packageVersion("mvtnorm")), efficiency = efficiency, rates = rates,
  subgroup = subgroup, mast = mast, events = events, lachin = lachin, strata = strata, odds = odds, diluted = diluted,
  enrichment = enrichment), digits = NA, auto_unbox = TRUE), "closedForms.json")
