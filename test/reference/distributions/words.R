# Values of one random word: run in this folder, `Rscript words.R` writes words.json.
source("json.R")
set.seed(1, kind = "Mersenne-Twister")
octaves <- unlist(lapply(1:31, function(z) floor(2^z * (1 + runif(12)))))
near <- c(0:20, 2^(1:31), 2^(1:31) - 1)
words <- sort(unique(pmin(c(near, octaves, 2^32 - 1 - near, 2^32 - 1 - octaves), 2^32 - 1)))
odd <- words + (words %% 2 == 0)
upper <- words >= 2^31
tail <- (ifelse(upper, 2^32 - 1 - words, words) + 0.5) / 2^32
write_json("words.json", list(
  word = words,
  negativeLog = ifelse(odd > 2^31, -log1p(-(2^32 - odd) / 2^32), -log(odd / 2^32)),
  standardNormal = ifelse(upper, -1, 1) * qnorm(tail)
))
