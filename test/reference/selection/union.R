# P(some X_j >= limit_j) of correlated standard normals: 1 - P(all below) by mvtnorm's Miwa; for small probabilities the parts
# P(X_j is the first to reach its limit), also by Miwa. Run: Rscript union.R > union.json
suppressMessages(library(mvtnorm))
miwa <- function(lower, upper, R) if (length(upper) == 1) pnorm(upper) - pnorm(lower) else as.numeric(pmvnorm(lower, upper, corr = R, algorithm = Miwa(steps = 2048)))
union <- function(limits, R) sum(sapply(seq_along(limits), function(j) {
  lower <- c(rep(-Inf, j - 1), limits[j]); upper <- c(limits[seq_len(j - 1)], Inf)
  miwa(lower, upper, R[seq_len(j), seq_len(j), drop = FALSE])
}))
# Four strata by two markers with these shares of information; all, M+, K+, M+ & K+.
share <- c(0.3, 0.2, 0.2, 0.3)
inside <- rbind(c(1, 1, 1, 1), c(1, 1, 0, 0), c(1, 0, 1, 0), c(1, 0, 0, 0))
info <- inside %*% share
R4 <- (inside %*% diag(share) %*% t(inside)) / sqrt(info %*% t(info))
cases <- list(list(c(2.2, 2.2, 2.2), R4[1:3, 1:3]), list(c(1, 2.5, 3), R4[1:3, 1:3]), list(c(4, 4, 4), R4[2:4, 2:4]), list(rep(2.3, 4), R4), list(c(0.5, 1.5, 2, 1), R4))
num <- function(x) paste0("[", paste(trimws(formatC(x, digits = 14, format = "g")), collapse = ", "), "]")
cat("{\n  \"versions\": \"", R.version.string, ", mvtnorm ", as.character(packageVersion("mvtnorm")), "\",\n  \"unions\": [\n", sep = "")
cat(paste(sapply(cases, function(c) sprintf("    {\"limits\": %s, \"correlation\": [%s], \"probability\": %s}", num(c[[1]]), paste(apply(c[[2]], 1, num), collapse = ", "), formatC(union(c[[1]], c[[2]]), digits = 12, format = "g"))), collapse = ",\n"), "\n  ]\n}\n", sep = "")
