# Group-sequential bounds, exits, futility, combination tests and estimates by rpact and mvtnorm:
# `Rscript make.R` in this folder writes values.json.
#
# rpact's own error is about 1e-8 of a bound (Newton-Cotes quadrature, and it spends 1e-8 less than alpha at the end, so
# up to 4e-7 of the last bound). mvtnorm's TVPACK, for three looks, is good to 1e-14.
suppressMessages({library(rpact); library(mvtnorm)})
source("json.R")
column <- function(v) structure(v, column = TRUE)

# ---- Bounds, drift, inflation and expected information -------------------------------------------------------------
design <- function(type, times, sided = 1, alpha = 0.025 * sided, ...) {
  extra <- list(...)
  d <- getDesignGroupSequential(kMax = length(times), informationRates = times, typeOfDesign = type, sided = sided,
                                alpha = alpha, beta = 0.1, tolerance = 1e-10, ...)
  ch <- getDesignCharacteristics(d)
  c(list(type = type, times = column(times), sided = sided, alpha = alpha), lapply(extra, column),
    list(upper = column(d$criticalValues), spent = column(d$alphaSpent), shift = ch$shift, inflation = ch$inflationFactor,
         asnAlternative = ch$averageSampleNumber1, asnNone = ch$averageSampleNumber0))
}
even <- function(k) (1:k) / k
uneven <- list(c(0.5, 1), c(0.3, 0.65, 1), c(0.1, 0.5, 0.55, 1), c(0.2, 0.4, 0.6, 0.8, 1))
bounds <- list()
add <- function(...) bounds[[paste0("b", length(bounds) + 1)]] <<- design(...)
for (k in c(2, 3, 5, 8)) for (sided in 1:2) for (type in c("P", "OF")) add(type, even(k), sided)
for (times in uneven) {
  for (type in c("asOF", "asP")) add(type, times)
  for (g in c(-4, 1, 2)) add("asHSD", times, gammaA = g)
  for (g in c(0.5, 3)) add("asKD", times, gammaA = g)
  for (delta in c(0.1, 0.25)) add("WT", times, deltaWT = delta)
  add("HP", times)
}
add("asOF", c(0.5, 1), alpha = 0.005); add("asOF", c(0.25, 0.75, 1), sided = 2); add("asP", c(0.25, 0.75, 1), alpha = 0.1)
add("asUser", c(0.3, 1), userAlphaSpending = c(0.01, 0.025)); add("asUser", c(0.2, 0.7, 1), userAlphaSpending = c(0, 0.01, 0.025))
add("HP", c(0.5, 1), constantBoundsHP = 2.5)

# ---- Beta spending, and binding bounds -----------------------------------------------------------------------------
futility <- list()
beta <- function(times, type, b, binding, gammaA = NA_real_, gammaB = NA_real_) {
  d <- getDesignGroupSequential(kMax = length(times), informationRates = times, typeOfDesign = type, typeBetaSpending = b,
                                gammaA = gammaA, gammaB = gammaB, alpha = 0.025, beta = 0.1, bindingFutility = binding,
                                tolerance = 1e-10)
  futility[[paste0("f", length(futility) + 1)]] <<- list(
    times = column(times), type = type, betaType = b, gammaA = gammaA, gammaB = gammaB, binding = as.numeric(binding),
    upper = column(d$criticalValues), lower = column(d$futilityBounds), spentBeta = column(d$betaSpent),
    shift = getDesignCharacteristics(d)$shift)
}
for (times in uneven[-3]) for (binding in c(FALSE, TRUE)) {
  beta(times, "asOF", "bsOF", binding); beta(times, "asP", "bsP", binding)
  beta(times, "asHSD", "bsHSD", binding, gammaA = -4, gammaB = -2); beta(times, "asKD", "bsKD", binding, gammaA = 3, gammaB = 2)
}
binding <- lapply(list(k2 = list(c(0.5, 1), 0.3), k3 = list(c(0.4, 0.7, 1), c(-0.5, 0.6))), function(x) {
  d <- getDesignGroupSequential(kMax = length(x[[1]]), informationRates = x[[1]], typeOfDesign = "asOF", alpha = 0.025,
                                futilityBounds = x[[2]], bindingFutility = TRUE, tolerance = 1e-10)
  list(times = column(x[[1]]), lower = column(x[[2]]), upper = column(d$criticalValues))
})

# ---- Going on past three looks: trivariate normal probabilities ----------------------------------------------------
exits <- list()
for (times in list(c(0.2, 0.6, 1), c(0.3, 0.32, 1), c(0.5, 0.9, 0.91), c(1, 30, 200))) for (drift in c(-1, 0, 2, 4)) {
  for (lower in list(rep(-Inf, 3), c(-1, 0.2, 1))) {
    upper <- c(2.9, 2.4, 2.01)
    means <- drift * sqrt(times / max(times))
    corr <- sqrt(outer(times, times, pmin) / outer(times, times, pmax))
    # TVPACK takes lower orthants: boxes by inclusion and exclusion over their corners.
    go <- function(m) {
      corners <- expand.grid(rep(list(0:1), m))
      sum(apply(corners, 1, function(low) {
        at <- ifelse(low == 1, lower[1:m], upper[1:m])
        if (any(at == -Inf)) return(0)
        (-1)^sum(low) * (if (m == 1) pnorm(at - means[1]) else
          pmvnorm(rep(-Inf, m), at, means[1:m], corr[1:m, 1:m], algorithm = TVPACK(1e-14))[1])
      }))
    }
    exits[[paste0("e", length(exits) + 1)]] <- list(times = column(times), drift = drift / sqrt(max(times)),
      upper = column(upper), lower = column(lower), goesOn = column(c(go(1), go(2), go(3))))
  }
}

# ---- Bounds of three looks that spend a given alpha: roots of the same -------------------------------------------
exact <- list()
for (times in list(c(0.1, 0.5, 0.55), c(0.3, 0.65, 1), c(0.9, 0.95, 1), c(0.05, 0.06, 1))) {
  for (spent in list(c(0.001, 0.01, 0.025), c(0.012, 0.02, 0.025), c(1e-6, 1e-4, 0.005))) {
    corr <- sqrt(outer(times, times, pmin) / outer(times, times, pmax))
    b <- qnorm(spent[1], lower = FALSE)
    for (m in 2:3) {
      excess <- function(x) 1 - spent[m] - pmvnorm(rep(-Inf, m), c(b, x), rep(0, m), corr[1:m, 1:m], algorithm = TVPACK(1e-14))[1]
      b <- c(b, uniroot(excess, c(0, 8), tol = 1e-14)$root)
    }
    exact[[paste0("x", length(exact) + 1)]] <- list(times = column(times), spent = column(spent), upper = column(b))
  }
}

# ---- Conditional and predictive power with two looks left ----------------------------------------------------------
# Increments of z sqrt(t) after a look: conditionally N(drift step, step), predictively with the posterior of the drift.
prospects <- list()
for (times in list(c(0.3, 0.6, 1), c(0.05, 0.8, 1))) for (z in c(-1, 0.5, 2)) for (prior in list(c(0, 0), c(2, 0.5))) {
  upper <- c(3.5, 2.5, 2)
  s <- z * sqrt(times[1]); step <- times[-1] - times[1]
  ahead <- function(mean, cov) 1 - pmvnorm(rep(-Inf, 2), upper[-1] * sqrt(times[-1]) - s, mean, sigma = cov, algorithm = TVPACK(1e-14))[1]
  own <- outer(step, step, pmin); known <- times[1] + prior[2]
  posterior <- (s + prior[1] * prior[2]) / known
  prospects[[paste0("p", length(prospects) + 1)]] <- list(times = column(times), upper = column(upper), z = z, prior = prior,
    error = ahead(c(0, 0), own), conditional = ahead(3 * step, own), predictive = ahead(posterior * step, own + outer(step, step) / known))
}

# ---- Fisher's product test -----------------------------------------------------------------------------------------
fisher <- list()
for (k in 2:5) fisher[[paste0("equal", k)]] <- list(method = "equal", alpha = 0.025, stages = k,
  product = column(getDesignFisher(kMax = k, alpha = 0.025, method = "equalAlpha")$criticalValues))
product <- function(method, a0, alpha = 0.025, ...) {
  d <- getDesignFisher(kMax = length(a0) + 1, alpha = alpha, method = method, alpha0Vec = a0, bindingFutility = TRUE, ...)
  list(alpha = alpha, stages = length(a0) + 1, futility = column(a0), product = column(d$criticalValues), spent = column(d$alphaSpent))
}
fisher$equalFutility <- c(method = "equal", product("equalAlpha", c(0.5, 0.4)))
fisher$full <- c(method = "full", product("fullAlpha", 0.5))
fisher$fullWide <- c(method = "full", product("fullAlpha", 0.3, alpha = 0.05))
fisher$user <- c(method = "user", product("userDefinedAlpha", c(0.5, 0.4), userAlphaSpending = c(0.01, 0.015, 0.025)))
fisher$userLong <- c(method = "user", product("userDefinedAlpha", c(0.6, 0.5, 0.9), userAlphaSpending = c(0.01, 0.016, 0.02, 0.025)))

# ---- After the trial: two-arm means, in units of the standard deviation --------------------------------------------
analysis <- function(kind, times, n, m1, m2, stage = length(n), ...) {
  make <- if (kind == "inverse normal") getDesignInverseNormal else getDesignGroupSequential
  d <- make(kMax = length(times), informationRates = times, alpha = 0.025, tolerance = 1e-10, ...)
  data <- getDataset(n1 = n, n2 = n, means1 = m1, means2 = m2, stDevs1 = rep(1, length(n)), stDevs2 = rep(1, length(n)))
  s <- getStageResults(d, data, normalApproximation = TRUE, stage = stage)
  ci <- getFinalConfidenceInterval(d, data, normalApproximation = TRUE, stage = stage, tolerance = 1e-12)
  z <- if (kind == "inverse normal") s$combInverseNormal else s$overallTestStatistics
  crp <- suppressWarnings(getConditionalRejectionProbabilities(s))
  list(kind = kind, times = column(times), perArm = column(n), z = column(z), upper = column(d$criticalValues), stage = ci$finalStage,
       p = getFinalPValue(s)$pFinal, limits = column(ci$finalConfidenceIntervalGeneral), median = ci$medianUnbiasedGeneral,
       repeatedP = column(getRepeatedPValues(s, tolerance = 1e-12)), conditionalError = column(crp))
}
after <- list(
  planned = analysis("group sequential", c(0.5, 1), c(50, 50), c(0.35, 0.25), c(0, 0.02), typeOfDesign = "asOF"),
  pocock = analysis("group sequential", c(0.4, 0.7, 1), c(40, 30, 30), c(0.3, 0.35, 0.2), c(0, 0, 0), typeOfDesign = "asP"),
  early = analysis("group sequential", c(0.4, 0.7, 1), c(40, 30), c(0.3, 0.7), c(0, 0), typeOfDesign = "asP"),
  adapted = analysis("inverse normal", c(0.5, 1), c(50, 80), c(0.35, 0.25), c(0, 0.02), typeOfDesign = "asOF"),
  adaptedUneven = analysis("inverse normal", c(0.3, 1), c(30, 150), c(0.1, 0.25), c(0, 0), typeOfDesign = "asP"))

write_json("values.json", list(bounds = bounds, futility = futility, binding = binding, exits = exits, exact = exact, prospects = prospects,
                               fisher = fisher, after = after), c("rpact", "mvtnorm"))
