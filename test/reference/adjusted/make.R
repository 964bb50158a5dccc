# Logistic regression and g-computation of three made-up trials, by glm; the influence function written out patient by patient.
# R --vanilla < make.R; R 4.x, no packages. Writes values.json beside this file.
data <- list(
  two = expand.grid(arm = 0:1, y = 0:1, g = 0:3),
  sparse = expand.grid(arm = 0:1, y = 0:1, g = 0:3)
)
data$two$n <- c(30, 22, 10, 18, 25, 20, 15, 21, 12, 8, 20, 25, 9, 7, 31, 30)
data$sparse$n <- c(6, 4, 1, 3, 5, 5, 0, 2, 3, 1, 4, 5, 2, 2, 6, 9)
# Group g has marker g %% 2, region g %/% 2 and score c(-1, 0.3, 0.8, 2)[g + 1].
score <- c(-1, 0.3, 0.8, 2)
models <- list(none = ~ arm, factors = ~ factor(m) + factor(r) + arm, score = ~ s + arm, both = ~ factor(m) + s + arm)
out <- list()
for (d in names(data)) for (m in names(models)) {
  cells <- data[[d]]
  x <- cells[rep(seq_len(nrow(cells)), cells$n), ]
  x$m <- x$g %% 2; x$r <- x$g %/% 2; x$s <- score[x$g + 1]
  fit <- glm(update(models[[m]], y ~ .), binomial, x, control = glm.control(epsilon = 1e-14, maxit = 100))
  b <- coef(summary(fit))["arm", ]
  m1 <- predict(fit, transform(x, arm = 1), type = "response")
  m0 <- predict(fit, transform(x, arm = 0), type = "response")
  pi <- mean(x$arm); u1 <- mean(m1); u0 <- mean(m0)
  i1 <- x$arm / pi * (x$y - m1) + m1 - u1
  i0 <- (1 - x$arm) / (1 - pi) * (x$y - m0) + m0 - u0
  se <- function(i) sqrt(sum(i^2) / (nrow(x) * (nrow(x) - length(coef(fit)))))
  out[[length(out) + 1]] <- list(
    data = d, model = m, logistic = c(b[["Estimate"]], b[["Std. Error"]]),
    "risk difference" = c(u1 - u0, se(i1 - i0)),
    "risk ratio" = c(log(u1 / u0), se(i1 / u1 - i0 / u0)),
    "odds ratio" = c(log(u1 / (1 - u1) / (u0 / (1 - u0))), se(i1 / (u1 * (1 - u1)) - i0 / (u0 * (1 - u0)))))
}
json <- function(x) if (is.list(x)) {
  if (is.null(names(x))) paste0("[", paste(sapply(x, json), collapse = ",\n"), "]")
  else paste0("{", paste0('"', names(x), '":', sapply(x, json), collapse = ", "), "}")
} else if (is.character(x)) paste0('"', x, '"') else if (length(x) == 1) format(x, digits = 16) else
  paste0("[", paste(sapply(x, format, digits = 16), collapse = ", "), "]")
counts <- lapply(data, function(d) d$n)
writeLines(paste0('{"R": "', R.version.string, '",\n"counts": ', json(counts), ',\n"fits": ', json(out), "}"), "values.json")
