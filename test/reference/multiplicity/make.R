# Multiple testing: `Rscript make.R` here writes values.json. p.adjust of base R; graphs by an own program of the
# algorithms of Bretz et al. 2009; multivariate normal probabilities of mvtnorm (TVPACK, Miwa).
library(mvtnorm)
set.seed(20240611)
number <- function(v) sprintf("%.17g", v)
json <- function(v) {
  if (is.list(v) && !is.null(names(v))) return(paste0("{", paste0('"', names(v), '": ', vapply(v, json, ""), collapse = ", "), "}"))
  if (is.list(v)) return(paste0("[", paste(vapply(v, json, ""), collapse = ",\n"), "]"))
  if (is.matrix(v)) return(paste0("[", paste(apply(v, 1, function(row) paste0("[", paste(number(row), collapse = ", "), "]")), collapse = ", "), "]"))
  if (is.character(v)) return(paste0('"', v, '"'))
  if (length(v) == 1 && is.null(attr(v, "column"))) number(v) else paste0("[", paste(number(v), collapse = ", "), "]")
}
column <- function(v) structure(as.numeric(v), column = TRUE)

# p.adjust, ties and ones among the p-values.
vectors <- c(
  list(c(0.01, 0.02, 0.022), c(0.5, 0.5), c(0.04, 0.01, 0.03, 0.005), c(1, 1, 0.001), c(0.02, 0.02, 0.02, 0.9)),
  lapply(rep(2:9, each = 3), function(m) round(rbeta(m, 0.4, 2), 4))
)
adjusted <- lapply(vectors, function(p) list(
  p = column(p), bonferroni = column(p.adjust(p, "bonferroni")), holm = column(p.adjust(p, "holm")),
  hochberg = column(p.adjust(p, "hochberg")), hommel = column(p.adjust(p, "hommel"))
))

# Adjusted p-values of a graph: Bretz et al. 2009, algorithm 2, edges as numbers (epsilon edges as 1e-9).
graph_adjust <- function(w, g, p) {
  m <- length(w); left <- seq_len(m); out <- numeric(m); most <- 0
  while (length(left) > 0) {
    ratio <- ifelse(w[left] > 1e-8, p[left] / w[left], Inf)
    j <- left[which.min(ratio)]
    most <- max(most, min(1, min(ratio))); out[j] <- most
    left <- setdiff(left, j)
    w2 <- w; g2 <- g * 0
    for (l in left) {
      w2[l] <- w[l] + w[j] * g[j, l]
      for (k in left) if (k != l && g[l, j] * g[j, l] < 1 - 1e-13) g2[l, k] <- (g[l, k] + g[l, j] * g[j, k]) / (1 - g[l, j] * g[j, l])
    }
    w <- w2; g <- g2
  }
  out
}
e <- 1e-9
graphs <- list(
  parallel = list(w = c(.5, .5, 0, 0), g = rbind(c(0, 0, 1, 0), c(0, 0, 0, 1), c(0, 1, 0, 0), c(1, 0, 0, 0))),
  successive = list(w = c(.5, .5, 0, 0), g = rbind(c(0, .5, .5, 0), c(.5, 0, 0, .5), c(0, 1, 0, 0), c(1, 0, 0, 0))),
  three = list(w = c(.2, .3, .5), g = rbind(c(0, .6, .4), c(.1, 0, .7), c(.5, .25, 0))),
  epsilon = list(w = c(.5, .5, 0, 0), g = rbind(c(0, 0, 1, 0), c(0, 0, 0, 1), c(e, 0, 0, 1 - e), c(0, e, 1 - e, 0)))
)
graphCases <- unlist(lapply(names(graphs), function(name) lapply(1:6, function(i) {
  p <- if (name == "epsilon" && i <= 3) rbind(c(.003, .02, .004, .006), c(.02, .003, .006, .004), c(.01, .011, .004, .0001))[i, ]
       else round(rbeta(length(graphs[[name]]$w), 0.5, 6), 5)
  list(name = name, weights = column(graphs[[name]]$w), transitions = round(graphs[[name]]$g, 6), p = column(p),
       adjusted = column(graph_adjust(graphs[[name]]$w, graphs[[name]]$g, p)))
})), recursive = FALSE)

# Weighted parametric closed test: adjusted p-values from joint probabilities of every intersection.
union <- function(levels, corr, sides) {
  n <- length(levels)
  if (n == 1) return(levels)
  b <- qnorm(pmin(levels / sides, 1), lower = FALSE)
  lower <- if (sides == 1) rep(-Inf, n) else -b
  one <- if (n < 4 && sides == 1) pmvnorm(upper = b, corr = corr, algorithm = TVPACK(1e-14)) else pmvnorm(lower, b, corr = corr, algorithm = Miwa(steps = 1024))
  1 - as.numeric(one)
}
parametric <- function(w, corr, p, sides) {
  m <- length(w); out <- numeric(m)
  for (mask in seq_len(2^m - 1)) {
    J <- which(bitwAnd(mask, 2^(seq_len(m) - 1)) > 0)
    v <- w[J] / sum(w[J])
    out[J] <- pmax(out[J], union(pmin(1, v * min(p[J] / v)), corr[J, J, drop = FALSE], sides))
  }
  out
}
nested <- function(t) outer(t, t, function(a, b) sqrt(pmin(a, b) / pmax(a, b)))
designs <- list(
  list(w = c(.8, .2), corr = nested(c(1, .4))), list(w = c(.5, .3, .2), corr = nested(c(1, .6, .3))),
  list(w = rep(1 / 3, 3), corr = matrix(c(1, -.3, .2, -.3, 1, .5, .2, .5, 1), 3)),
  list(w = c(.4, .3, .2, .1), corr = nested(c(1, .7, .5, .2)))
)
parametricCases <- unlist(lapply(designs, function(d) lapply(c(1, 2), function(sides) {
  p <- round(runif(length(d$w), 0.001, 0.04), 4)
  list(weights = column(d$w), correlation = d$corr, sides = sides, p = column(p), adjusted = column(parametric(d$w, d$corr, p, sides)))
})), recursive = FALSE)

# Power of the closed test of overall and subgroup: rectangles of the plane, the second variable given the first.
region <- function(a, b, mean, r, a2 = Inf, b2 = Inf) {
  sd <- sqrt(1 - r^2)
  f <- function(x) {
    centre <- mean[2] + r * (x - mean[1])
    dnorm(x - mean[1]) * (pnorm(b, centre, sd, lower = FALSE) - pnorm(b2, centre, sd, lower = FALSE))
  }
  integrate(f, max(a, mean[1] - 9), min(a2, mean[1] + 9), rel.tol = 1e-12, subdivisions = 1000)$value
}
power <- lapply(list(c(.4, 2, 1), c(.4, 3, 0), c(.25, 1, -1), c(.7, 2.5, 2)), function(v) {
  share <- v[1]; r <- sqrt(share); alpha <- .025; overall <- .02
  mean <- c(r * v[2] + sqrt(1 - share) * v[3], v[2])
  level <- uniroot(function(a) 1 - as.numeric(pmvnorm(upper = qnorm(c(overall, a), lower = FALSE), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15))) - alpha, c(1e-6, alpha), tol = 1e-15)$root
  c0 <- qnorm(overall, lower = FALSE); d <- qnorm(level, lower = FALSE); full <- qnorm(alpha, lower = FALSE)
  both <- region(c0, full, mean, r) + region(full, d, mean, r, a2 = c0)
  onlyOverall <- region(c0, -Inf, mean, r, b2 = full)
  onlySubgroup <- region(-Inf, d, mean, r, a2 = full)
  list(share = share, positive = v[2], negative = v[3], overall = both + onlyOverall, subgroup = both + onlySubgroup, both = both, either = both + onlyOverall + onlySubgroup)
})

versions <- list(R = R.version.string, mvtnorm = as.character(packageVersion("mvtnorm")))
cat(json(list(versions = versions, adjusted = adjusted, graphs = graphCases, parametric = parametricCases, power = power)), "\n", sep = "", file = "values.json")
