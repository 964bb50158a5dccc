# What the truth of scenarios/case-studies/ipass.yaml amounts to in the summaries that IPASS published: an independent program
# (base R: integrate, uniroot), checked in itself by survival::coxph on one large simulated trial. Writes limits.json.
# Rscript limits.R   (in this folder; needs the package survival)

source("../binary/json.R")
library(survival)

# The truth, as in the scenario: shares free of progression; constant hazard between points, the last one going on.
curves <- list(
  "+" = list(control = cbind(c(4, 6.3, 12), c(0.70, 0.50, 0.10)),
             experimental = cbind(c(6, 9.5, 12, 18), c(0.77, 0.50, 0.41, 0.13))),
  "-" = list(control = cbind(c(4, 5.5, 12), c(0.67, 0.50, 0.02)),
             experimental = cbind(c(1.5, 6), c(0.50, 0.08))))
prevalence <- c("+" = 0.6, "-" = 0.4)
dropout <- 0.023
patients <- 1217
per_month <- 64
wanted <- 950
accrual <- patients / per_month

hazards <- function(points) {
  H <- c(0, -log(points[, 2]))
  list(from = c(0, points[-nrow(points), 1]), hazard = diff(H) / diff(c(0, points[, 1])))
}
law <- function(points) {
  pieces <- hazards(points)
  ends <- c(pieces$from[-1], Inf)
  list(
    from = pieces$from,
    h = function(t) pieces$hazard[findInterval(t, pieces$from)],
    S = function(t) exp(-Reduce(`+`, lapply(seq_along(pieces$from), function(i)
      pieces$hazard[i] * pmax(0, pmin(t, ends[i]) - pieces$from[i])))),
    draw = function(n) { # inverse of the cumulative hazard
      starts <- c(0, cumsum(pieces$hazard * (ends - pieces$from)))[seq_along(pieces$from)]
      e <- rexp(n)
      i <- findInterval(e, starts)
      pieces$from[i] + (e - starts[i]) / pieces$hazard[i]
    })
}
laws <- lapply(curves, lapply, law)
breaks <- sort(unique(unlist(lapply(laws, lapply, `[[`, "from"))))

over <- function(f, to, more = numeric()) {
  at <- sort(unique(c(breaks[breaks < to], more[more > 0 & more < to], to)))
  if (at[1] > 0) at <- c(0, at)
  sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-9, abs.tol = 1e-13, subdivisions = 1000L)$value, head(at, -1), tail(at, -1)))
}
followed <- function(t, cut) pmin(1, pmax(0, (cut - t) / accrual)) * exp(-dropout * t)
events <- function(cut, status, arm) {
  one <- laws[[status]][[arm]]
  over(function(t) one$S(t) * one$h(t) * followed(t, cut), cut, cut - accrual)
}
share <- function(cut) sum(sapply(c("+", "-"), function(m) prevalence[[m]] * mean(sapply(c("control", "experimental"), events, cut = cut, status = m))))
cut <- uniroot(function(cut) patients * share(cut) - wanted, c(accrual, 60), tol = 1e-9)$root

# Root of the limiting partial-likelihood score, 1:1 allocation.
cox_limit <- function(statuses) {
  w <- prevalence[statuses]
  mix <- function(arm, f) function(t) Reduce(`+`, Map(function(m, p) p * f(laws[[m]][[arm]], t), statuses, w))
  at_risk <- function(one, t) one$S(t)
  density <- function(one, t) one$S(t) * one$h(t)
  S0 <- mix("control", at_risk); S1 <- mix("experimental", at_risk)
  f0 <- mix("control", density); f1 <- mix("experimental", density)
  score <- function(beta) over(function(t) {
    p <- exp(beta) * S1(t) / (S0(t) + exp(beta) * S1(t))
    (f1(t) * (1 - p) - f0(t) * p) * followed(t, cut)
  }, cut, cut - accrual)
  exp(uniroot(score, c(-3, 3), tol = 1e-10)$root)
}
all_of <- function(arm) function(t) prevalence[["+"]] * laws[["+"]][[arm]]$S(t) + prevalence[["-"]] * laws[["-"]][[arm]]$S(t)
median_of <- function(arm) uniroot(function(t) all_of(arm)(t) - 0.5, c(0.1, 30), tol = 1e-10)$root

# One large trial with the same entry, dropout and calendar cut.
set.seed(2009)
n <- 1e6
status <- ifelse(runif(n) < prevalence[["+"]], "+", "-")
arm <- rep(0:1, n / 2)
time <- numeric(n)
for (m in names(laws)) for (a in 0:1) {
  who <- status == m & arm == a
  time[who] <- laws[[m]][[a + 1]]$draw(sum(who))
}
censored <- pmin(rexp(n, dropout), cut - runif(n, 0, accrual))
event <- time <= censored
fit <- function(who) {
  model <- coxph(Surv(pmin(time, censored), event) ~ arm, subset = who)
  I(c(exp(coef(model)), sqrt(vcov(model))))
}

write_json("limits.json", list(
  made = provenance("limits.R", "survival"),
  cutMonth = cut,
  hazardRatio = list(all = cox_limit(c("+", "-")), "EGFR+" = cox_limit("+"), "EGFR-" = cox_limit("-")),
  largeTrial = list(patients = n, all = fit(rep(TRUE, n)), "EGFR+" = fit(status == "+"), "EGFR-" = fit(status == "-")),
  median = list(experimental = median_of("experimental"), control = median_of("control")),
  oneYear = list(experimental = all_of("experimental")(12), control = all_of("control")(12))))
