source("lib.R"); set.seed(17)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); or <- c(1.2, 2, 3); w <- c(.25, .35, .4)
# Every replicate draws its truth from the prior.
score <- function(y, x) { n1 <- sum(x); n0 <- sum(!x); p <- mean(y); if (n1 == 0 || n0 == 0 || p == 0 || p == 1) return(NA); (mean(y[x]) - mean(y[!x])) / sqrt(p * (1 - p) * (1 / n1 + 1 / n0)) }
response <- function(tr, treated, k) { o <- ifelse(tr, .35 / .65, .25) * ifelse(treated, ifelse(tr, or[k], 1.2), 1); runif(length(tr)) < o / (1 + o) }
people <- function(n) { tr <- runif(n) < .45; list(at = cumsum(rexp(n, 20)), tr = tr, as = ifelse(tr, runif(n) < .9, runif(n) < .2), lot = runif(n) < .6) }
for (r in 1:R) {
  k <- sample.int(3, 1, prob = w)
  p <- people(200); x <- runif(200) < .5; treated <- ifelse(x, p$as, p$lot); y <- response(p$tr, treated, k); z <- score(y, x); end <- p$at[200] + 3.5
  v <- c(s = isTRUE(z >= qnorm(.975)), d = mean(y[x]) - mean(y[!x]), end = end, cost = 200 + 4000 + 10 * end, neg = sum(treated & !p$tr))
  p <- people(180); x <- blocks(p$as, 2, 1); y <- response(p$tr, x, k); b <- qnorm(.95)
  plus <- isTRUE(score(y[p$as], x[p$as]) >= b); minus <- isTRUE(score(y[!p$as], x[!p$as]) >= b)
  prog <- isTRUE(score(y[!x], p$as[!x]) >= b); pred <- plus && !minus; truly <- k > 1
  v <- c(v, plus = plus, minus = minus, prog = prog, none = !pred && !prog, onlyprog = !pred && prog, onlypred = pred && !prog, two = pred && prog, right = if (truly) pred && prog else prog && !pred,
    d2 = mean(y[p$as & x]) - mean(y[p$as & !x]))
  out[[r]] <- v
}
M <- as.data.frame(do.call(rbind, out))
save_rows("strategy-classes.json", M, c(s = "strategy|s|power",
  d = "strategy|s|mean estimate",
  end = "strategy||months to analysis",
  cost = "strategy||cost",
  neg = "strategy||marker-negative exposed",
  plus = "both|plus|power",
  minus = "both|minus|power",
  prog = "both|prognostic|power",
  none = "both|none|class probability",
  onlyprog = "both|prognostic|class probability",
  onlypred = "both|predictive|class probability",
  two = "both|both|class probability",
  right = "both||right class probability",
  d2 = "both|plus|mean estimate"))
