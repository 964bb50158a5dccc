# Reference values of the closed forms. Run in this folder: Rscript make.R
# Noncentral t by pt(ncp), pooled two-proportion power by power.prop.test, exact power by brute force over all tables.
source("../binary/json.R")
means <- rbind(c(64, 64, 0.5, 1, 0.025), c(3, 3, 2, 1, 0.025), c(2, 1, 2, 1, 0.05), c(30, 60, 4, 9, 0.025), c(200, 200, 0, 1, 0.025), c(500, 250, 0.3, 1.2, 0.005), c(20, 20, -0.4, 1, 0.025))
tpower <- lapply(seq_len(nrow(means)), function(i) {
  m <- means[i, ]; df <- m[1] + m[2] - 2
  list(n1 = m[1], n0 = m[2], difference = m[3], sd = m[4], alpha = m[5], power = pt(qt(1 - m[5], df), df, m[3] / (m[4] * sqrt(1 / m[1] + 1 / m[2])), lower.tail = FALSE))
})
rates <- rbind(c(100, 0.4, 0.2, 0.025), c(50, 0.5, 0.2, 0.025), c(250, 0.35, 0.27, 0.05))
rpower <- lapply(seq_len(nrow(rates)), function(i) {
  r <- rates[i, ]
  list(n = r[1], p1 = r[2], p0 = r[3], alpha = r[4], power = power.prop.test(n = r[1], p1 = r[3], p2 = r[2], sig.level = r[4], alternative = "one.sided")$power)
})
# every table of every trial judged by itself
exact <- rbind(c(10, 10, 0.7, 0.2, 0.025), c(12, 15, 0.6, 0.25, 0.05), c(20, 15, 0.5, 0.1, 0.025), c(25, 25, 0.3, 0.3, 0.025), c(30, 10, 0.8, 0.5, 0.1), c(5, 5, 0.9, 0.1, 0.025))
epower <- lapply(seq_len(nrow(exact)), function(i) {
  e <- exact[i, ]; n1 <- e[1]; n0 <- e[2]
  g <- expand.grid(x1 = 0:n1, x0 = 0:n0); prob <- dbinom(g$x1, n1, e[3]) * dbinom(g$x0, n0, e[4])
  p <- (g$x1 + g$x0) / (n1 + n0); s <- sqrt(p * (1 - p) * (1 / n1 + 1 / n0)); z <- ifelse(s == 0, 0, (g$x1 / n1 - g$x0 / n0) / s)
  f <- phyper(g$x1 - 1, n1, n0, g$x1 + g$x0, lower.tail = FALSE)
  grid <- seq(0, 1, length.out = 4001)
  # Boschloo: p-value of each distinct Fisher p-value
  levels <- sort(unique(signif(f, 10)))
  size <- sapply(levels, function(l) { k <- f <= l * (1 + 1e-7); x1 <- g$x1[k]; x0 <- g$x0[k]; max(sapply(grid, function(q) sum(dbinom(x1, n1, q) * dbinom(x0, n0, q)))) })
  critical <- max(c(0, levels[size <= e[5]]))
  list(n1 = n1, n0 = n0, p1 = e[3], p0 = e[4], alpha = e[5], score = sum(prob[z >= qnorm(1 - e[5])]), fisher = sum(prob[f <= e[5]]), boschloo = sum(prob[f <= critical * (1 + 1e-7)]),
    nearest = min(abs(size - e[5])))
})
write_json("values.json", list(made = provenance("make.R"), tTest = tpower, twoRates = rpower, exact = epower))
