# Predictive-probability designs enumerated from their definition, by base R alone; writes predictive.json.
# Beta-binomial masses from lbeta/lchoose, claims from pbeta, operating characteristics by following every path of responders look by look.
# Rule: Lee & Liu, Clin Trials 2008;5:93-106, equations 1-3. The first design has the parameters of their Table 1, the first probability
# those of their example of section 2; what is here is computed and not copied.
mass <- function(y, m, a, b) exp(lchoose(m, y) + lbeta(a + y, b + m - y) - lbeta(a, b))
claims <- function(x, n, p0, cut, a, b) pbeta(p0, a + x, b + n - x, lower.tail = FALSE) > cut
pp <- function(x, n, most, p0, cut, a, b) {
  y <- 0:(most - n)
  sum(mass(y, most - n, a + x, b + n - x) * claims(x + y, most, p0, cut, a, b))
}
design <- function(p0, cut, a, b, looks, futility, efficacy) {
  most <- max(looks)
  t(sapply(looks, function(n) {
    if (n == most) {
      yes <- claims(0:n, n, p0, cut, a, b)
      return(c(sum(!yes) - 1, if (any(yes)) sum(!yes) else -1))
    }
    chance <- sapply(0:n, function(x) pp(x, n, most, p0, cut, a, b))
    above <- which(chance > efficacy)
    c(sum(chance < futility) - 1, if (efficacy < 1 && length(above) > 0) above[1] - 1 else -1)
  }))
}
# Patient by patient: the law of the responders of those trials that go on.
follow <- function(looks, borders, p) {
  law <- c(1); claim <- 0; stopped <- 0; patients <- 0
  for (n in 1:max(looks)) {
    law <- c(law * (1 - p), 0) + c(0, law * p)
    k <- match(n, looks)
    if (is.na(k)) next
    x <- 0:n
    low <- x <= borders[k, 1]
    high <- if (borders[k, 2] < 0) rep(FALSE, n + 1) else x >= borders[k, 2]
    claim <- claim + sum(law[high]); if (n < max(looks)) stopped <- stopped + sum(law[low])
    patients <- patients + n * sum(law[low | high])
    law[low | high] <- 0
  }
  list(claim = claim, early = stopped, patients = patients)
}
settings <- list(
  list(p0 = 0.2, p1 = 0.4, cut = 0.9, a = 0.2, b = 0.8, looks = 10:36, futility = 0.001, efficacy = 1),
  list(p0 = 0.2, p1 = 0.4, cut = 0.9, a = 1, b = 1, looks = c(10, 15, 20, 25, 30, 40), futility = 0.05, efficacy = 0.95),
  list(p0 = 0.6, p1 = 0.8, cut = 0.95, a = 0.6, b = 0.4, looks = c(8, 20, 33), futility = 0.1, efficacy = 0.9)
)
designs <- lapply(settings, function(s) {
  borders <- with(s, design(p0, cut, a, b, looks, futility, efficacy))
  c(s, list(stop = borders[, 1], claim = borders[, 2], null = follow(s$looks, borders, s$p0), alternative = follow(s$looks, borders, s$p1)))
})
out <- list(
  versions = list(R = R.version.string),
  probability = list(p0 = 0.6, cut = 0.9, a = 0.6, b = 0.4, x = 16, n = 23, most = 40, value = pp(16, 23, 40, 0.6, 0.9, 0.6, 0.4)),
  designs = designs
)
json <- function(x) {
  if (is.list(x)) {
    if (is.null(names(x))) paste0("[", paste(sapply(x, json), collapse = ","), "]")
    else paste0("{", paste(sprintf('"%s":%s', names(x), sapply(x, json)), collapse = ",\n"), "}")
  } else if (is.character(x)) sprintf('"%s"', x)
  else if (length(x) == 1) format(x, digits = 15)
  else paste0("[", paste(sapply(x, format, digits = 15), collapse = ","), "]")
}
writeLines(json(out), "test/reference/single-arm/predictive.json")
