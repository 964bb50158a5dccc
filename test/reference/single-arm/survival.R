# One-sample tests of survival, by R's survival package; writes survival.json.
suppressPackageStartupMessages(library(survival))
set.seed(20240511)
n <- 60
time <- round(rexp(n, 0.11), 2)
censor <- round(runif(n, 2, 18), 2)
event <- as.integer(time <= censor)
time <- pmin(time, censor)
time[5] <- time[6]
fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")
hazard <- log(2) / 5
# Expected events under an exponential curve, by survexp's own definition: survdiff with an offset of expected survival.
test <- survdiff(Surv(time, event) ~ offset(exp(-hazard * time)))
at <- function(t) {
  s <- summary(fit, times = t)
  list(time = t, survival = s$surv, se = s$std.err, lower = s$lower, upper = s$upper)
}
median <- unname(summary(fit)$table[c("median", "0.95LCL", "0.95UCL")])
out <- list(
  versions = list(R = R.version.string, survival = as.character(packageVersion("survival"))),
  time = time, event = event, hazard = hazard,
  oneSample = list(observed = test$obs, expected = test$exp, chisq = test$chisq),
  milestones = list(at(3), at(6), at(9)),
  median = median
)
json <- function(x) {
  if (is.list(x)) {
    if (is.null(names(x))) paste0("[", paste(sapply(x, json), collapse = ","), "]")
    else paste0("{", paste(sprintf('"%s":%s', names(x), sapply(x, json)), collapse = ",\n"), "}")
  } else if (is.character(x)) sprintf('"%s"', x)
  else if (length(x) == 1) format(x, digits = 15)
  else paste0("[", paste(sapply(x, function(v) if (is.na(v)) '"NaN"' else format(v, digits = 15)), collapse = ","), "]")
}
writeLines(json(out), "test/reference/single-arm/survival.json")
