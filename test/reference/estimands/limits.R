# Limits of estimators under staggered entry, dropout and an assay, by adaptive quadrature (stats::integrate) and root finding
# (stats::uniroot, stats::optim): an independent program for src/designs/limits. Writes limits.json.
# Rscript limits.R   (base R only)

piece <- function(f, breaks) {
  breaks <- sort(unique(breaks))
  sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-9, abs.tol = 1e-12, subdivisions = 2000L)$value,
             head(breaks, -1), tail(breaks, -1)))
}

# A class: p (weight), arm, stratum, z (covariate), S(t), h(t). G(t) = P(still followed at t), months of follow-up.
event_integral <- function(classes, G, breaks, weight) {
  # sum over strata of the integral of weight(t, class, s1/s0 terms) against the events of each class
  total <- 0
  for (s in unique(sapply(classes, `[[`, "stratum"))) {
    own <- Filter(function(k) k$stratum == s, classes)
    f <- function(t) {
      risk <- lapply(own, function(k) k$p * k$S(t) * G(t, k))
      out <- 0
      for (j in seq_along(own)) {
        density <- risk[[j]] * own[[j]]$h(t)
        out <- out + ifelse(density > 0, density * weight(own, risk, j), 0)
      }
      out
    }
    total <- total + piece(f, breaks)
  }
  total
}
total <- function(own, risk, value) Reduce(`+`, Map(function(k, r) r * value(k), own, risk))

cox <- function(classes, G, breaks) {
  score <- function(beta) event_integral(classes, G, breaks, function(own, risk, j) {
    own[[j]]$arm - total(own, risk, function(k) k$arm * exp(beta * k$arm)) / total(own, risk, function(k) exp(beta * k$arm))
  })
  uniroot(score, c(-3, 3), tol = 1e-13)$root
}

cox_covariate <- function(classes, G, breaks) {
  eta <- function(k, b) b[1] * k$arm + b[2] * k$z
  component <- function(b, value) event_integral(classes, G, breaks, function(own, risk, j) {
    value(own[[j]]) - total(own, risk, function(k) value(k) * exp(eta(k, b))) / total(own, risk, function(k) exp(eta(k, b)))
  })
  gamma_given <- function(b1) uniroot(function(g) component(c(b1, g), function(k) k$z), c(-3, 3), tol = 1e-12)$root
  uniroot(function(b1) component(c(b1, gamma_given(b1)), function(k) k$arm), c(-2, 1), tol = 1e-11)$root
}

log_rank <- function(classes, G, breaks) {
  share <- function(own, risk) total(own, risk, function(k) k$arm) / total(own, risk, function(k) 1)
  O1 <- event_integral(classes, G, breaks, function(own, risk, j) own[[j]]$arm + 0 * risk[[j]])
  O <- event_integral(classes, G, breaks, function(own, risk, j) 1 + 0 * risk[[j]])
  E1 <- event_integral(classes, G, breaks, function(own, risk, j) share(own, risk))
  V <- event_integral(classes, G, breaks, function(own, risk, j) share(own, risk) * (1 - share(own, risk)))
  c(pike = log((O1 / E1) / ((O - O1) / (O - E1))), peto = (O1 - E1) / V, events = O)
}

rmst <- function(classes, horizon, breaks) {
  mean_of <- function(arm) {
    own <- Filter(function(k) k$arm == arm, classes)
    w <- sum(sapply(own, `[[`, "p"))
    sum(sapply(own, function(k) k$p / w * piece(k$S, c(0, breaks[breaks > 0 & breaks < horizon], horizon))))
  }
  mean_of(1) - mean_of(0)
}

# Laws: cumulative hazard of the uncured W, its derivative w, cured fraction.
law <- function(w, W, cured = 0) {
  force(w); force(W); force(cured)
  S <- function(t) cured + (1 - cured) * exp(-W(t))
  list(S = S, h = function(t) w(t) * (1 - cured) * exp(-W(t)) / S(t))
}
exponential <- function(rate, cured = 0) law(function(t) rate + 0 * t, function(t) rate * t, cured)
weibull <- function(shape, scale, m = 1) {
  law(function(t) m * shape / scale * (t / scale)^(shape - 1), function(t) m * (t / scale)^shape)
}
late <- function(rate, from, before, after, cured = 0) {
  law(function(t) rate * ifelse(t < from, before, after),
      function(t) rate * (before * pmin(t, from) + after * pmax(t - from, 0)), cured)
}

# groups: p, stratum, z, law0, law1, delay; equal arms
classes_of <- function(groups) unlist(lapply(groups, function(g) lapply(0:1, function(arm) c(
  list(p = g$p / 2, arm = arm, stratum = g$stratum, z = g$stratum - 1, delay = g$delay), if (arm == 1) g$law1 else g$law0))),
  recursive = FALSE)
group <- function(p, stratum, law0, law1, delay = 0) {
  list(p = p, stratum = stratum, law0 = law0, law1 = law1, delay = delay)
}

values <- function(groups, month, entry, dropout, breaks, horizon) {
  classes <- classes_of(groups)
  delays <- unique(sapply(groups, `[[`, "delay"))
  end <- month - min(delays)
  breaks <- c(0, breaks[breaks > 0 & breaks < end], end)
  G <- function(t, k) entry(month - t - k$delay) * exp(-dropout * t)
  one <- function(classes) lapply(classes, function(k) { k$stratum <- 1; k })
  plain <- one(classes)
  lr <- log_rank(plain, G, breaks)
  positive <- one(Filter(function(k) k$stratum == 1, classes))
  c(list(all = cox(plain, G, breaks), positive = cox(positive, G, breaks), stratified = cox(classes, G, breaks),
         covariate = cox_covariate(one(lapply(classes, function(k) { k$z <- k$stratum - 1; k })), G, breaks)),
    as.list(lr), list(rmst = rmst(classes, horizon, breaks)))
}

uniform_entry <- function(end) function(m) pmin(1, pmax(0, m / end))

cases <- list(
  # 400 patients at 20 a month; dropout 0.02
  staggered = values(
    list(group(0.4, 1, exponential(0.15), exponential(0.15 * 0.5)), group(0.6, 2, exponential(0.1), exponential(0.1 * 1.2))),
    30, uniform_entry(20), 0.02, c(10), 12),
  # hazard infinite at 0
  weibull = values(
    list(group(0.5, 1, weibull(0.6, 15, 2.5), weibull(0.6, 15, 2.5 * 0.7)), group(0.5, 2, weibull(0.6, 15), weibull(0.6, 15, 0.7))),
    24, uniform_entry(20), 0, c(0.001, 0.1, 4), 12),
  # some are cured, and the effect comes late
  cured = values(
    list(group(0.5, 1, exponential(0.12, 0.3), late(0.12, 4, 1, 0.5, 0.3)), group(0.5, 2, exponential(0.12, 0.1), late(0.12, 4, 1, 0.5, 0.1))),
    36, uniform_entry(20), 0.01, c(4, 16), 24),
  # rate 5 a month until 6, then 25; half a month to wait; no event in the first two months on control
  accrual = values(
    list(group(0.5, 1, late(0.1, 2, 0, 1), late(0.1, 5, 0.4, 0.7), 0.5), group(0.5, 2, late(0.1, 2, 0, 1), late(0.1, 2, 0, 1), 0.5)),
    16, function(m) pmin(1, pmax(0, 5 * pmin(m, 6) + 25 * pmax(m - 6, 0)) / 200), 0.01,
    c(2, 5, 16 - 0.5 - 6, 16 - 0.5 - (6 + 170 / 25)), 8),
  # arms of different shape in one group
  shapes = values(
    list(group(0.3, 1, weibull(0.8, 12), weibull(1.4, 14)), group(0.7, 2, weibull(0.8, 12), weibull(0.8, 12))),
    24, uniform_entry(20), 0, c(0.001, 0.1, 4), 12)
)

text <- sapply(names(cases), function(id) {
  v <- cases[[id]]
  sprintf('    "%s": {%s}', id, paste(sprintf('"%s": %.12f', names(v), unlist(v)), collapse = ", "))
})
writeLines(c("{", sprintf('  "made by": "%s, stats::integrate and stats::uniroot, limits.R",', R.version.string),
             '  "cases": {', paste(text, collapse = ",\n"), "  }", "}"), "limits.json")
