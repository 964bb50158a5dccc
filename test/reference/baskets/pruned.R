# Power-prior and Fujikawa designs with pruning, by the R package baskexact, at settings drawn at random: posterior shapes of some tables of
# responders, and rejection probabilities over every table.
#
# Rscript pruned.R FOLDER > pruned.json, FOLDER holding the R files of github.com/lbau7/baskexact 1.0.2 (commit a524dd9). The package itself
# needs arrangements, extraDistr and compiled code: the few functions of these that it calls are written out here.
folder <- commandArgs(trailingOnly = TRUE)[1]
combinations <- function(x, k, replace = FALSE) matrix(x[t(combn(seq_along(x), k))], ncol = k)
dbbinom <- function(x, size, alpha, beta) choose(size, x) * exp(lbeta(x + alpha, size - x + beta) - lbeta(alpha, beta))
weight_beta <- function(k, weights, shape) {
  w <- matrix(0, k, k)
  w[lower.tri(w)] <- weights
  w <- w + t(w)
  diag(w) <- 1
  rbind(as.vector(w %*% shape[1, ]), as.vector(w %*% shape[2, ]))
}
for (file in c("class", "globalweights", "helper", "borrowing", "analysis", "check", "validate", "weights")) {
  code <- gsub("(arrangements|extraDistr)::", "", readLines(file.path(folder, paste0(file, ".R"))))
  eval(parse(text = code))
}
set.seed(20261121)
u <- function(a, b) signif(runif(1, a, b), 3)
pick <- function(x) x[sample.int(length(x), 1)]
kinds <- c("fujikawa", "jsd", "cpp", "mml")
cases <- list()
while (length(cases) < 16) {
  kind <- kinds[length(cases) %% 4 + 1]
  k <- pick(3:4)
  n <- if (k == 3) pick(8:14) else pick(6:8)
  p0 <- u(0.1, 0.3)
  prior <- c(u(0.5, 2), u(0.5, 2))
  lambda <- u(0.85, 0.97)
  global <- if (length(cases) %% 8 >= 4) u(0.5, 3) else NULL
  params <- switch(kind,
    fujikawa = list(epsilon = u(1, 3), tau = u(0, 0.3), logbase = pick(c(2, exp(1)))),
    jsd = list(epsilon = u(1, 3), tau = u(0, 0.3), logbase = pick(c(2, exp(1)))),
    cpp = list(a = u(0.5, 2), b = u(0.5, 3)),
    mml = list()
  )
  design <- setupOneStageBasket(k = k, shape1 = prior[1], shape2 = prior[2], p0 = p0)
  weigh <- get(paste0("weights_", kind))
  fun <- if (is.null(global)) NULL else globalweights_diff
  more <- if (is.null(global)) list() else list(eps_global = global)
  mat <- tryCatch(do.call(weigh, c(list(design = design, n = n, lambda = lambda, prune = TRUE, globalweight_fun = fun, globalweight_params = more), params)), error = function(e) NULL)
  if (is.null(mat)) next
  tables <- as.matrix(expand.grid(rep(list(0:n), k)))
  claims <- t(apply(tables, 1, function(r) bskt_final(design, n, lambda, r, mat, fun, more)))
  p <- sapply(seq_len(k), function(j) pick(c(p0, u(p0, 0.7))))
  prob <- apply(tables, 1, function(r) prod(dbinom(r, n, p)))
  some <- t(replicate(6, rbinom(k, n, c(p0, runif(k - 1, p0, 0.7)))))
  shapes <- lapply(seq_len(6), function(i) beta_borrow(weight_mat = mat, globalweight_fun = fun, globalweight_params = more, design = design, n = n, r = some[i, ]))
  cases[[length(cases) + 1]] <- list(
    kind = kind, n = n, p0 = p0, prior = prior, lambda = lambda, global = global, params = params, p = p,
    claim = colSums(claims * prob), x = some, first = t(sapply(shapes, function(s) s[1, ])), second = t(sapply(shapes, function(s) s[2, ]))
  )
}
cat(jsonlite::toJSON(list(version = paste("baskexact 1.0.2,", R.version.string), cases = cases), auto_unbox = TRUE, digits = 12), "\n")
