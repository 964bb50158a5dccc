# Reference values of the time-to-event analyses. Run in this folder: Rscript make.R
# Package survival where it has the method (survdiff, coxph, survfit); otherwise the definition in base R, written from risk sets and not from
# tables (Fleming-Harrington, Pike, Peto, RMST with variance; the RMST means are held against survfit's rmean below).
# Every data set has arm 1 = experimental, strata and groups from 0.
source("../binary/json.R")
suppressMessages(library(survival))
tight <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)
crit <- qnorm(0.975)

# ---- data sets
l <- na.omit(lung[, c("time", "status", "sex", "ph.ecog", "age")])
l$ph.ecog[l$ph.ecog == 3] <- 2
v <- veteran
o <- ovarian
set.seed(20240601)
n <- 240
arm <- rep(0:1, n / 2); marker <- rbinom(n, 1, 0.4); region <- sample(0:2, n, TRUE)
t <- rexp(n, log(2) / ifelse(marker == 1, 12, 9) * ifelse(arm == 1 & marker == 1, 0.55, 1))
cens <- pmin(rexp(n, 0.02), runif(n, 4, 22))
delayed <- ifelse(arm == 1 & t > 4, 4 + (t - 4) * 1.7, t)
data <- list(
  # many ties, few censored; strata = cell type
  veteran = data.frame(time = v$time, event = v$status, arm = v$trt - 1, stratum = as.integer(v$celltype) - 1, marker = as.integer(v$prior > 0), x = v$karno),
  # some ties; strata = ECOG; a third censored
  lung = data.frame(time = l$time, event = l$status - 1, arm = l$sex - 1, stratum = l$ph.ecog, marker = as.integer(l$age > 63), x = l$age),
  # 26 patients, more than half censored, no ties
  ovarian = data.frame(time = o$futime, event = o$fustat, arm = o$rx - 1, stratum = o$ecog.ps - 1, marker = as.integer(o$resid.ds > 1), x = o$age),
  # rounded to whole months: heavy ties, also of events with censored
  rounded = data.frame(time = pmax(1, round(pmin(delayed, cens))), event = as.integer(delayed <= cens), arm = arm, stratum = region, marker = marker, x = round(rnorm(n, 60, 9))),
  # a stratum with the control arm only, one with the experimental arm only, one with a single patient
  lopsided = data.frame(
    time = c(2, 3, 3, 5, 7, 8, 8, 11, 4, 6, 6, 9, 1, 2, 5, 5, 10),
    event = c(1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1),
    arm = c(0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0),
    stratum = c(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3),
    marker = c(0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1), x = c(5, 3, 8, 2, 9, 4, 7, 1, 6, 2, 8, 3, 4, 5, 9, 1, 7)),
  # 9 of 10 censored
  censored = data.frame(time = round(pmin(t * 8, cens), 2), event = as.integer(t * 8 <= cens), arm = arm, stratum = region, marker = marker, x = round(rnorm(n), 3)))
horizons <- list(veteran = 90, lung = 600, ovarian = 700, rounded = 12, lopsided = 7, censored = 15)
times <- list(veteran = c(30, 120, 400), lung = c(90, 365, 700), ovarian = c(200, 400, 800), rounded = c(1, 6, 12), lopsided = c(2, 5, 8), censored = c(2, 8, 15))

# ---- log-rank and weighted log-rank from risk sets
pieces <- function(d, rho, gamma) {
  S <- 1; u <- 0; w2 <- 0; o1 <- 0; e1 <- 0
  for (s in sort(unique(d$time[d$event == 1]))) {
    risk <- d$time >= s; n <- sum(risk); n1 <- sum(risk & d$arm == 1)
    dead <- d$time == s & d$event == 1; k <- sum(dead); k1 <- sum(dead & d$arm == 1)
    w <- S^rho * (1 - S)^gamma
    u <- u + w * (k1 - k * n1 / n); o1 <- o1 + k1; e1 <- e1 + k * n1 / n
    if (n > 1) w2 <- w2 + w^2 * k * (n1 / n) * (1 - n1 / n) * (n - k) / (n - 1)
    S <- S * (1 - k / n)
  }
  c(u = u, v = w2, o1 = o1, e1 = e1, o0 = sum(d$event) - o1, e0 = sum(d$event) - e1)
}
total <- function(d, strata, rho, gamma) Reduce(`+`, lapply(if (strata) split(d, d$stratum) else list(d), pieces, rho, gamma))
z_of <- function(p) unname(-p["u"] / sqrt(p["v"]))

# ---- restricted mean of one arm: area under survfit's curve by hand, Greenwood-type variance
restricted <- function(d, tau) {
  stopifnot(tau <= max(d$time))
  f <- survfit(Surv(time, event) ~ 1, d)
  keep <- f$time < tau & f$n.event > 0
  edges <- c(0, f$time[keep], tau); heights <- c(1, f$surv[keep]); areas <- diff(edges) * heights
  beyond <- rev(cumsum(rev(areas)))[-1]
  k <- f$n.event[keep]; m <- f$n.risk[keep]
  c(mean = sum(areas), var = sum(ifelse(m > k, beyond^2 * k / (m * (m - k)), 0)))
}
difference <- function(d, tau) {
  a <- restricted(d[d$arm == 1, ], tau); b <- restricted(d[d$arm == 0, ], tau)
  stopifnot(abs(summary(survfit(Surv(time, event) ~ 1, d[d$arm == 1, ]), rmean = tau)$table["rmean"] - a["mean"]) < 1e-8)
  c(estimate = unname(a["mean"] - b["mean"]), var = unname(a["var"] + b["var"]), n = nrow(d))
}
rmst <- function(d, strata, tau) {
  parts <- if (strata) Filter(function(p) length(unique(p$arm)) == 2, split(d, d$stratum)) else list(d)
  r <- sapply(parts, difference, tau); w <- r["n", ] / sum(r["n", ])
  list(estimate = sum(w * r["estimate", ]), standardError = sqrt(sum(w^2 * r["var", ])))
}

# ---- coxph
cox <- function(d, formula, ties, term = "arm") {
  # "coefficient may be infinite" is said of nuisance columns only: the one reported is finite
  s <- summary(suppressWarnings(coxph(formula, d, ties = ties, control = tight)))$coefficients[term, ]
  list(estimate = unname(s["coef"]), standardError = unname(s["se(coef)"]))
}
S <- Surv(time, event) ~ 1
formulas <- list(
  plain = list(f = ~ arm, covariates = "", stratified = FALSE, term = "arm"),
  stratified = list(f = ~ arm + strata(stratum), covariates = "", stratified = TRUE, term = "arm"),
  adjusted = list(f = ~ arm + marker + x, covariates = "marker,x", stratified = FALSE, term = "arm"),
  "adjusted, stratified" = list(f = ~ arm + marker + x + strata(stratum), covariates = "marker,x", stratified = TRUE, term = "arm"),
  interaction = list(f = ~ arm + marker + arm:marker, covariates = "marker", stratified = FALSE, term = "arm:marker"),
  "interaction, stratified" = list(f = ~ arm + marker + arm:marker + strata(stratum), covariates = "marker", stratified = TRUE, term = "arm:marker"))

one <- function(name) {
  d <- data[[name]]
  ranks <- list(); models <- list(); weighted <- list(); curves <- list(); means <- list()
  for (strata in c(FALSE, TRUE)) {
    f <- if (strata) Surv(time, event) ~ arm + strata(stratum) else Surv(time, event) ~ arm
    s <- survdiff(f, d); p <- total(d, strata, 0, 0)
    o <- rowSums(as.matrix(s$obs)); e <- rowSums(as.matrix(s$exp))
    stopifnot(abs(o[2] - p["o1"]) < 1e-9, abs(e[2] - p["e1"]) < 1e-9, abs(s$var[2, 2] - p["v"]) < 1e-9)
    pike <- log((o[2] / e[2]) / (o[1] / e[1]))
    ranks <- c(ranks, list(list(stratified = strata, z = -(o[2] - e[2]) / sqrt(s$var[2, 2]),
      pike = list(estimate = pike, standardError = sqrt(1 / e[2] + 1 / e[1])),
      peto = list(estimate = (o[2] - e[2]) / s$var[2, 2], standardError = 1 / sqrt(s$var[2, 2])))))
    for (w in list(c(0, 0), c(1, 0), c(0, 1), c(1, 1), c(0.5, 0.5), c(0, 0.3))) {
      z <- z_of(total(d, strata, w[1], w[2]))
      if (w[2] == 0) {
        r <- survdiff(f, d, rho = w[1]); o1 <- rowSums(as.matrix(r$obs))[2]; e1 <- rowSums(as.matrix(r$exp))[2]
        stopifnot(abs(z + (o1 - e1) / sqrt(r$var[2, 2])) < 1e-9)
      }
      weighted <- c(weighted, list(list(stratified = strata, rho = w[1], gamma = w[2], z = z)))
    }
    means <- c(means, list(c(list(stratified = strata, horizon = horizons[[name]]), rmst(d, strata, horizons[[name]]))))
  }
  for (m in names(formulas)) for (ties in c("efron", "breslow")) {
    g <- formulas[[m]]
    models <- c(models, list(c(list(model = m, ties = ties, stratified = g$stratified, covariates = g$covariates, interaction = grepl("^inter", m)),
      cox(d, update(g$f, Surv(time, event) ~ .), ties, g$term))))
  }
  for (a in list("control", "experimental", "both")) {
    part <- if (a == "both") d else d[d$arm == (a == "experimental"), ]
    f <- survfit(Surv(time, event) ~ 1, part, conf.type = "log-log")
    at <- summary(f, times = times[[name]], extend = FALSE)
    # survfit gives 1 before the first follow-up ends and NA from then to the first event: log-log limits of 1 do not exist
    none <- at$surv == 1; at$lower[none] <- NaN; at$upper[none] <- NaN
    q <- quantile(f, 0.5)
    curves <- c(curves, list(list(arm = a, time = I(at$time), survival = I(at$surv), standardError = I(at$std.err), lower = I(at$lower), upper = I(at$upper),
      median = I(unname(c(q$quantile, q$lower, q$upper))))))
  }
  list(name = name, data = lapply(d, I), logRank = ranks, weighted = weighted, cox = models, rmst = means, kaplanMeier = curves)
}
write_json("values.json", list(provenance = provenance("make.R", "survival"), cases = lapply(names(data), one)))
