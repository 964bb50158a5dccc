# Long-run Markov chain sampling of hierarchical basket models on published data, to check quadrature against.
# Written for this purpose, without a modelling package: many chains at once, each step vectorised over chains.
# Gibbs steps of mu and of who is exchangeable, Metropolis steps of the logits, and of log tau in the centred and the
# non-centred parameterisation in turn (Yu & Meng, JCGS 2011;20:531-570), so that small tau mixes.
# Rscript sampler.R > posteriors.json
#
# Data: vemurafenib in BRAF V600 tumours, Hyman et al., NEJM 2015;373:726-736 (responders of patients);
#       imatinib in ten sarcoma subtypes (clinical benefit), the counts that Neuenschwander et al., Pharm Stat
#       2016;15:123-134, analyse in Table 1: 28 of 179. The report of that trial (Chugh et al., JCO 2009;27:3148-3153,
#       abstract) has the same responders but 185 assessable patients: 16, 13, 12, 29, 31, 30, 27, 7, 2, 22.
set.seed(20251121)
CHAINS <- 1000; WARM <- 1000; KEEP <- 6000
invlogit <- function(t) 1 / (1 + exp(-t))
loglik <- function(theta, n, x) x * theta - n * log1p(exp(theta))  # n, x by row
normal <- function(m) matrix(rnorm(length(m)), nrow(m))

sample_model <- function(n, x, p0, mu0, sd0, scale, weight, alone_mean, alone_sd) {
  k <- length(n)
  N <- matrix(n, CHAINS, k, byrow = TRUE); X <- matrix(x, CHAINS, k, byrow = TRUE)
  theta <- normal(N) * 0.5 + qlogis((X + 0.5) / (N + 1))
  mu <- rnorm(CHAINS, mu0, 1); tau <- abs(rnorm(CHAINS)) + 0.2
  ex <- matrix(1, CHAINS, k)
  step <- 2.4 / sqrt(matrix((n * 0.2 * 0.8) + 1, CHAINS, k, byrow = TRUE))
  logtau_prior <- function(t) -t^2 / (2 * scale^2) + log(t)  # density of log tau
  sums <- matrix(0, CHAINS, k); tails <- sums; exch <- sums
  for (it in seq_len(WARM + KEEP)) {
    # logits, given everything else
    m <- ifelse(ex == 1, mu, alone_mean); s <- ifelse(ex == 1, tau, alone_sd)
    for (half in 1:2) {
      width <- if (half == 1) step else pmin(step, 2.4 * s)
      new <- theta + width * normal(N)
      ratio <- loglik(new, N, X) - loglik(theta, N, X) - ((new - m)^2 - (theta - m)^2) / (2 * s^2)
      take <- log(matrix(runif(length(N)), CHAINS)) < ratio
      # the width must not depend on the state that moves: s is not changed in this step
      theta[take] <- new[take]
    }
    # who is exchangeable
    if (weight < 1) {
      a <- log(weight) + dnorm(theta, mu, tau, log = TRUE)
      b <- log(1 - weight) + dnorm(theta, alone_mean, alone_sd, log = TRUE)
      ex <- 1 * (matrix(runif(length(N)), CHAINS) < 1 / (1 + exp(b - a)))
    }
    # mu, conjugate
    count <- rowSums(ex); precision <- count / tau^2 + 1 / sd0^2
    mu <- (rowSums(ex * theta) / tau^2 + mu0 / sd0^2) / precision + rnorm(CHAINS) / sqrt(precision)
    # log tau, centred
    squares <- rowSums(ex * (theta - mu)^2)
    new <- tau * exp(0.8 * rnorm(CHAINS))
    ratio <- logtau_prior(new) - logtau_prior(tau) - count * log(new / tau) - squares / 2 * (1 / new^2 - 1 / tau^2)
    take <- log(runif(CHAINS)) < ratio
    tau[take] <- new[take]
    # log tau, non-centred: the standardised logits stay
    z <- (theta - mu) / tau
    new <- tau * exp(0.8 * rnorm(CHAINS))
    proposal <- ifelse(ex == 1, mu + new * z, theta)
    ratio <- logtau_prior(new) - logtau_prior(tau) + rowSums(loglik(proposal, N, X) - loglik(theta, N, X))
    take <- log(runif(CHAINS)) < ratio
    tau[take] <- new[take]; theta[take, ] <- proposal[take, ]
    if (it > WARM) {
      sums <- sums + invlogit(theta); tails <- tails + (theta > qlogis(p0)); exch <- exch + ex
    }
  }
  summary <- function(s) list(value = colMeans(s / KEEP), mcse = apply(s / KEEP, 2, sd) / sqrt(CHAINS))
  list(n = n, x = x, nullRate = p0, mu = list(mean = mu0, sd = sd0), scale = scale, weight = weight,
       alone = list(mean = alone_mean, sd = alone_sd), mean = summary(sums), above = summary(tails),
       exchangeable = summary(exch))
}

vemurafenib <- list(n = c(19, 10, 26, 8, 14, 7), x = c(8, 0, 1, 1, 6, 2))
imatinib <- list(n = c(15, 13, 12, 28, 29, 29, 26, 5, 2, 20), x = c(2, 0, 1, 6, 7, 3, 5, 1, 0, 3))
json <- function(v) {
  if (is.list(v)) paste0("{", paste0("\"", names(v), "\": ", sapply(v, json), collapse = ", "), "}")
  else if (is.character(v)) paste0("\"", v, "\"")
  else if (length(v) > 1) paste0("[", paste(formatC(v, digits = 8, format = "g"), collapse = ", "), "]")
  else formatC(v, digits = 10, format = "g")
}
out <- list(
  version = R.version.string, chains = CHAINS, kept = KEEP,
  vemurafenibBhm = with(vemurafenib, sample_model(n, x, 0.15, qlogis(0.25), 2, 1, 1, 0, 1)),
  vemurafenibExnex = with(vemurafenib, sample_model(n, x, 0.15, qlogis(0.25), 2, 1, 0.5, qlogis(0.25), 2.3)),
  imatinibBhm = with(imatinib, sample_model(n, x, 0.1, qlogis(0.2), 2.5, 0.5, 1, 0, 1)),
  imatinibExnex = with(imatinib, sample_model(n, x, 0.1, qlogis(0.2), 2.5, 1, 0.5, qlogis(0.2), 2.5))
)
cat(json(out), "\n")
