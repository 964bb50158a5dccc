# Tests against a margin, one-sided 0.025: exact power of the restricted-rate score test (Farrington & Manning 1990) by enumeration of
# all tables, with the restricted rates found by maximising the likelihood; power of t tests by the noncentral t law; Cox models of
# survival with their Wald z against a margin; analysis of covariance by lm.
# R 4, survival, rpact, jsonlite. Rscript test/reference/margin/margin.R > test/reference/margin/margin.json
suppressPackageStartupMessages(library(survival))
alpha <- 0.025
bound <- qnorm(1 - alpha)
edge <- 1e-7 # a z at the bound but for rounding rejects

# Experimental rate under the null, for the control rate p.
nulls <- list(
  `risk-difference` = function(p, m) p + m,
  `risk-ratio` = function(p, m) p * m,
  `odds-ratio` = function(p, m) p * m / (1 - p + p * m)
)
restricted <- function(x1, n1, x0, n0, measure, m) {
  other <- nulls[[measure]]
  range <- switch(measure,
    `risk-difference` = c(max(0, -m), min(1, 1 - m)),
    `risk-ratio` = c(0, min(1, 1 / m)),
    `odds-ratio` = c(0, 1)
  )
  term <- function(x, p) ifelse(x == 0, 0, x * log(pmax(p, 1e-300)))
  l <- function(p) {
    q <- other(p, m)
    term(x1, q) + term(n1 - x1, 1 - q) + term(x0, p) + term(n0 - x0, 1 - p)
  }
  optimise(l, range, maximum = TRUE, tol = 1e-12)$maximum
}
score <- function(x1, n1, x0, n0, measure, m) {
  p <- restricted(x1, n1, x0, n0, measure, m)
  q <- nulls[[measure]](p, m)
  v1 <- q * (1 - q)
  v0 <- p * (1 - p)
  switch(measure,
    `risk-difference` = (x1 / n1 - x0 / n0 - m) / sqrt(v1 / n1 + v0 / n0),
    `risk-ratio` = (x1 / n1 - m * x0 / n0) / sqrt(v1 / n1 + m^2 * v0 / n0),
    `odds-ratio` = (x1 - n1 * q) * sqrt(1 / (n1 * v1) + 1 / (n0 * v0))
  )
}
rates <- function(measure, n1, n0, p1, p0, m) {
  g <- expand.grid(x1 = 0:n1, x0 = 0:n0)
  z <- mapply(function(a, b) score(a, n1, b, n0, measure, m), g$x1, g$x0)
  p <- dbinom(g$x1, n1, p1) * dbinom(g$x0, n0, p0)
  list(measure = measure, n1 = n1, n0 = n0, p1 = p1, p0 = p0, margin = m, power = sum(p[z >= bound - edge]))
}
exact <- list(
  rates("risk-difference", 60, 60, 0.6, 0.6, -0.2),
  rates("risk-difference", 60, 60, 0.4, 0.6, -0.2),
  rates("risk-difference", 60, 30, 0.8, 0.5, 0.1),
  rates("risk-ratio", 50, 50, 0.7, 0.7, 0.7),
  rates("risk-ratio", 60, 30, 0.42, 0.6, 0.7),
  rates("odds-ratio", 50, 50, 0.6, 0.6, 0.4),
  rates("odds-ratio", 60, 30, 0.5, 0.4, 0.5)
)
t_power <- function(n1, n0, delta, sd, m)
  pt(qt(1 - alpha, n1 + n0 - 2), n1 + n0 - 2, (delta - m) / (sd * sqrt(1 / n1 + 1 / n0)), lower.tail = FALSE)
means <- list(
  list(n1 = 30, n0 = 30, delta = 0, sd = 10, margin = -6, power = t_power(30, 30, 0, 10, -6)),
  list(n1 = 40, n0 = 20, delta = 8, sd = 10, margin = 2, power = t_power(40, 20, 8, 10, 2))
)
# The leukaemia data of Freireich et al. (Blood 1963;21:699-716), with every other patient in a second stratum.
d <- data.frame(
  time = c(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
           6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35),
  event = c(rep(1, 21), 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0),
  arm = rep(0:1, each = 21), stratum = rep(0:1, 21)
)
m <- log(0.6)
wald <- function(fit) {
  b <- unname(coef(fit)["arm"])
  se <- sqrt(vcov(fit)["arm", "arm"])
  list(estimate = b, se = se, z = (m - b) / se)
}
cox <- list(
  data = d, margin = 0.6,
  plain = wald(coxph(Surv(time, event) ~ arm, d, ties = "efron")),
  stratified = wald(coxph(Surv(time, event) ~ arm + strata(stratum), d, ties = "efron")),
  adjusted = wald(coxph(Surv(time, event) ~ arm + stratum, d, ties = "efron"))
)
# rpact's formulas: Farrington and Manning (600 patients 1:1), t test (600), Schoenfeld (500 events).
suppressPackageStartupMessages(library(rpact))
formulas <- list(
  rates = getPowerRates(maxNumberOfSubjects = 600, pi1 = 0.7, pi2 = 0.7, thetaH0 = -0.1, alpha = alpha)$overallReject,
  means = getPowerMeans(maxNumberOfSubjects = 600, alternative = 0, stDev = 10, thetaH0 = -2, alpha = alpha)$overallReject,
  survival = getPowerSurvival(
    maxNumberOfEvents = 500, maxNumberOfSubjects = 700, hazardRatio = 1, thetaH0 = 1.25, directionUpper = FALSE,
    alpha = alpha, lambda2 = log(2) / 12
  )$overallReject
)
versions <- sapply(c("survival", "rpact"), function(name) as.character(packageVersion(name)))
cat(jsonlite::toJSON(list(
  versions = as.list(c(R = R.version.string, versions)),
  rates = exact, formulas = formulas, means = means, cox = cox
), auto_unbox = TRUE, digits = NA, dataframe = "columns"), "\n", sep = "")
