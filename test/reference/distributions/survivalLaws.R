# Survival, mean and restricted mean of exponential, Weibull, piecewise and cure laws: `Rscript survivalLaws.R` here writes
# survivalLaws.json. Base R only: pexp, pweibull, integrate.
source("json.R")
times <- c(0, 0.01, 1, 2.999, 3, 3.5, 6, 12, 24, 60)

# Survival with hazard `rate` in the periods that begin at `from`.
piecewise <- function(from, rate) function(t) {
  vapply(t, function(x) exp(-sum(rate * pmax(0, pmin(x, c(from[-1], Inf)) - from))), 0)
}
law <- function(shape, scale, cured, until, multiplier, survival, breaks = c()) {
  area <- function(end) {
    cuts <- c(0, breaks[breaks < end], end)
    sum(mapply(function(a, b) integrate(survival, a, b, rel.tol = 1e-12, subdivisions = 1000)$value, head(cuts, -1), tail(cuts, -1)))
  }
  list(law = list(shape = shape, scale = scale, cured = cured, until = structure(until, column = TRUE), multiplier = structure(multiplier, column = TRUE)),
       survival = survival(times), restricted = area(24), mean = if (cured > 0 || tail(multiplier, 1) == 0) Inf else area(Inf))
}
mix <- function(cured, s) function(t) cured + (1 - cured) * s(t)
delayed <- piecewise(c(0, 3, 12), c(0.1, 0.05, 0.07))
pause <- piecewise(c(0, 3, 6), c(0.2, 0, 0.1))
weibull <- function(k, b) function(t) pweibull(t, k, b, lower = FALSE)
# A Weibull law whose hazard ratio changes at 3 months from 1 to 0.6.
changing <- function(k, b) function(t) exp(-((pmin(t, 3) / b)^k + 0.6 * (pmax(t, 3) / b)^k - 0.6 * (3 / b)^k))
write_json("survivalLaws.json", list(times = times, laws = list(
  exponential = law(1, 1, 0, Inf, 0.0770163533955495, function(t) pexp(t, 0.0770163533955495, lower = FALSE)),
  weibullEarly = law(0.7, 9, 0, Inf, 1, weibull(0.7, 9)),
  weibullLate = law(1.8, 14, 0, Inf, 1, weibull(1.8, 14)),
  piecewise = law(1, 1, 0, c(3, 12, Inf), c(0.1, 0.05, 0.07), delayed, c(3, 12)),
  pause = law(1, 1, 0, c(3, 6, Inf), c(0.2, 0, 0.1), pause, c(3, 6)),
  curedPiecewise = law(1, 1, 0.3, c(3, 12, Inf), c(0.1, 0.05, 0.07), mix(0.3, delayed), c(3, 12)),
  curedWeibull = law(1.3, 8, 0.15, Inf, 1, mix(0.15, weibull(1.3, 8))),
  weibullChanging = law(1.4, 10, 0, c(3, Inf), c(1, 0.6), changing(1.4, 10), 3)
)))
