# Reference values for comparisons with an external cohort: weighted Cox regression with robust variance, weighted restricted means,
# standardised and weighted means, and hazard ratios that borrow. Run: Rscript make.R > values.json
suppressPackageStartupMessages(library(survival))
library(jsonlite)
set.seed(20250101)
n1 <- 40; n0 <- 70
side <- rep(1:0, c(n1, n0))
m <- c(rbinom(n1, 1, 0.7), rbinom(n0, 1, 0.3))
k <- c(rbinom(n1, 1, 0.4), rbinom(n0, 1, 0.6))
event <- round(rexp(n1 + n0, 0.08 * exp(-0.7 * m + 0.4 * k - 0.4 * side)), 1)
cens <- round(runif(n1 + n0, 6, 30), 1)
time <- pmin(event, cens); status <- as.integer(event <= cens)
y <- round(rnorm(n1 + n0, 2 + m - 0.5 * k + 0.4 * side, 1.5), 1)
stopifnot(any(duplicated(time[status == 1]))) # ties are told apart

# Odds of being in the trial by a logistic model with main effects, fitted by its moments: weighted margins equal those of the treated.
X <- cbind(1, m, k)
balance <- function(b) { w <- exp(X[side == 0, ] %*% b); colSums(X[side == 1, ]) - colSums(c(w) * X[side == 0, ]) }
b <- c(0, 0, 0)
for (i in 1:100) {
  w0 <- c(exp(X[side == 0, ] %*% b))
  b <- b + solve(t(X[side == 0, ]) %*% (w0 * X[side == 0, ]), balance(b))
}
stopifnot(max(abs(balance(b))) < 1e-9)
w <- ifelse(side == 1, 1, c(exp(X %*% b)))
fit <- coxph(Surv(time, status) ~ side, weights = w, robust = TRUE, ties = "breslow", control = coxph.control(eps = 1e-12, iter.max = 50))
null <- coxph(Surv(time, status) ~ side, weights = w, init = 0, control = coxph.control(iter.max = 0), ties = "breslow")
u <- residuals(null, type = "score") * w

horizon <- 12
rm <- function(s) {
  f <- survfit(Surv(time, status) ~ 1, subset = side == s, weights = w, robust = TRUE, influence = 1)
  # Influence of each patient on the area: integral of that on survival, times his weight.
  t <- c(f$time[f$time < horizon], horizon); surv <- c(1, f$surv)[seq_along(t)]
  d <- diff(c(0, t))
  inf <- cbind(0, f$influence.surv)[, seq_along(t), drop = FALSE]
  # influence.surv is by patient and time, already multiplied by the weight.
  c(mean = sum(d * surv), se = sqrt(sum((inf %*% d)^2)))
}
r1 <- rm(1); r0 <- rm(0)

greenwood <- function(s, g) {
  f <- survfit(Surv(time, status) ~ 1, subset = side == s & m == g)
  z <- summary(f, rmean = horizon)$table
  c(z[["rmean"]], z[["se(rmean)"]])
}
p1 <- mean(m[side == 1])
d <- sapply(0:1, function(g) greenwood(1, g)[1] - greenwood(0, g)[1])
v <- sapply(0:1, function(g) greenwood(1, g)[2]^2 + greenwood(0, g)[2]^2)
q <- c(1 - p1, p1)
std <- sum(q * d)
std_se <- sqrt(sum(q^2 * v) + (sum(q * d^2) - std^2) / n1)

my <- sapply(0:1, function(g) mean(y[side == 1 & m == g]) - mean(y[side == 0 & m == g]))
vy <- sapply(0:1, function(g) var(y[side == 1 & m == g]) / sum(side == 1 & m == g) + var(y[side == 0 & m == g]) / sum(side == 0 & m == g))
wy <- weighted.mean(y[side == 0], w[side == 0])
wy_se <- sqrt(var(y[side == 1]) / n1 + sum(w[side == 0]^2 * (y[side == 0] - wy)^2) / sum(w[side == 0])^2)

# A control arm of the trial's own: the first 15 of the cohort's columns play it.
arm <- ifelse(side == 1, "T", ifelse(seq_along(side) <= n1 + 15, "C", "E"))
three <- coxph(Surv(time, status) ~ I(arm == "E") + I(arm == "T"), ties = "efron", control = coxph.control(eps = 1e-12, iter.max = 50))
V <- vcov(three); e <- coef(three)[[1]]; t <- coef(three)[[2]]
dE <- sum(status[arm == "E"])
given <- function(tau2) c(t - V[1, 2] / (V[1, 1] + tau2) * e, V[2, 2] - V[1, 2]^2 / (V[1, 1] + tau2))
pp <- given((1 / 0.4 - 1) / dE)
a <- 0.6 * dnorm(e, 0, sqrt(V[1, 1] + 0.09)); o <- 0.4 * dnorm(e, 0, sqrt(V[1, 1] + 1)); share <- a / (a + o)
i <- given(0.09); g <- given(1)
rp <- share * pnorm(0, i[1], sqrt(i[2])) + (1 - share) * pnorm(0, g[1], sqrt(g[2]))
rmn <- share * i[1] + (1 - share) * g[1]
rse <- sqrt(share * (i[2] + (i[1] - rmn)^2) + (1 - share) * (g[2] + (g[1] - rmn)^2))

# Survival at a milestone, which is an event time: Kaplan-Meier with Greenwood's variance, weighted with that of the influences, and standardised
# for m; as a difference, and on the complementary log-log scale by the delta method.
month <- sort(time[status == 1])[40]
curve <- function(keep, weights = NULL) {
  f <- if (is.null(weights)) survfit(Surv(time, status) ~ 1, subset = keep)
       else survfit(Surv(time[keep], status[keep]) ~ 1, weights = weights[keep], robust = TRUE)
  z <- summary(f, times = month)
  c(z$surv, z$std.err)
}
scales <- function(a, b) {
  g <- function(s) 1 / (s * log(s))
  list(difference = list(estimate = a[1] - b[1], se = sqrt(a[2]^2 + b[2]^2)),
       ratio = list(estimate = log(-log(a[1])) - log(-log(b[1])), se = sqrt((a[2] * g(a[1]))^2 + (b[2] * g(b[1]))^2)))
}
plain <- scales(curve(side == 1), curve(side == 0))
weighted <- scales(curve(side == 1, w), curve(side == 0, w))
cells <- lapply(0:1, function(g) list(a = curve(side == 1 & m == g), b = curve(side == 0 & m == g)))
standardised <- local({
  S <- sapply(cells, function(x) c(x$a[1], x$b[1])); E <- sapply(cells, function(x) c(x$a[2], x$b[2]))
  s1 <- sum(q * S[1, ]); s0 <- sum(q * S[2, ])
  one <- function(c1, c0, estimate) {
    d <- c1 * S[1, ] - c0 * S[2, ]
    list(estimate = estimate, se = sqrt(sum(q^2 * (c1^2 * E[1, ]^2 + c0^2 * E[2, ]^2)) + (sum(q * d^2) - sum(q * d)^2) / n1))
  }
  g <- function(s) 1 / (s * log(s))
  list(difference = one(1, 1, s1 - s0), ratio = one(g(s1), g(s0), log(-log(s1)) - log(-log(s0))))
})
# Strata m, both arms averaged with the shares of all patients.
stratified <- local({
  v <- table(m) / length(m)
  add <- function(which) c(sum(v * sapply(cells, function(x) x[[which]][1])), sqrt(sum(v^2 * sapply(cells, function(x) x[[which]][2])^2)))
  scales(add("a"), add("b"))
})

# Rates: a response is y above 2. Weighted, standardised for m, and borrowed by a single arm; posterior probabilities by integration.
r <- as.integer(y > 2)
w0 <- w[side == 0]; x0 <- r[side == 0]; p0 <- weighted.mean(x0, w0); p1 <- mean(r[side == 1])
weightedRates <- list(estimate = p1 - p0, se = sqrt(p1 * (1 - p1) / n1 + sum(w0^2 * (x0 - p0)^2) / sum(w0)^2))
rate <- function(s, g) mean(r[side == s & m == g]); size <- function(s, g) sum(side == s & m == g)
dr <- sapply(0:1, function(g) rate(1, g) - rate(0, g))
vr <- sapply(0:1, function(g) rate(1, g) * (1 - rate(1, g)) / size(1, g) + rate(0, g) * (1 - rate(0, g)) / size(0, g))
standardisedRates <- list(estimate = sum(q * dr), se = sqrt(sum(q^2 * vr) + (sum(q * dr^2) - sum(q * dr)^2) / n1))
X1 <- sum(r[side == 1]); X0 <- sum(x0)
above <- function(a, b) integrate(function(p) dbeta(p, 1 + X1, 1 + n1 - X1) * pbeta(p, a, b), 0, 1, rel.tol = 1e-12, subdivisions = 1000)$value
ppRates <- list(weight = 0.4, probability = above(1 + 0.4 * X0, 1 + 0.4 * (n0 - X0)))
ph <- (X0 + 1) / (n0 + 2); discount <- 1 / (1 + n0 * ph * (1 - ph) * 0.3^2)
rmRates <- list(weight = 0.6, sd = 0.3,
  probability = 0.6 * above(1 + discount * X0, 1 + discount * (n0 - X0)) + 0.4 * above(1, 1))

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), survival = as.character(packageVersion("survival"))),
  patients = list(side = side, m = m, k = k, time = time, status = status, y = y, arm = arm),
  weightedCox = list(estimate = coef(fit)[[1]], se = sqrt(fit$var[1, 1]), score = -sum(u) / sqrt(sum(u^2))),
  weightedRmst = list(estimate = r1[["mean"]] - r0[["mean"]], se = sqrt(r1[["se"]]^2 + r0[["se"]]^2)),
  standardisedRmst = list(estimate = std, se = std_se),
  standardisedMeans = list(estimate = sum(q * my), se = sqrt(sum(q^2 * vy) + (sum(q * my^2) - sum(q * my)^2) / n1)),
  weightedMeans = list(estimate = mean(y[side == 1]) - wy, se = wy_se),
  powerPrior = list(weight = 0.4, estimate = pp[1], se = sqrt(pp[2])),
  robustMap = list(weight = 0.6, sd = 0.3, share = share, estimate = rmn, se = rse, probability = rp),
  milestone = list(month = month, plain = plain, weighted = weighted, standardised = standardised, stratified = stratified),
  rates = list(weighted = weightedRates, standardised = standardisedRates, powerPrior = ppRates, robustMap = rmRates)
), digits = 15, auto_unbox = TRUE))
