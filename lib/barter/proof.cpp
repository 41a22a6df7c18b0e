#include "lib/barter/proof.hpp"

#include <algorithm>
#include <cmath>

namespace mk::barter {

std::int64_t denominator(const Net& net, const Goal& goal) {
  // Sums of whole numbers are exact in a double below 2^53, which is above 9 · 10^15.
  constexpr std::int64_t exact = 9'000'000'000'000'000;
  constexpr std::int64_t finest = 1'000'000'000;
  const auto [ring, chain] = net.bounds();
  const auto longest = static_cast<std::int64_t>(std::max(ring, chain)) + 2;
  const auto most = goal.empty() ? 1 : *std::max_element(goal.begin(), goal.end());
  std::int64_t parts = 1;
  while (parts < finest && parts * 10 <= exact / longest / std::max<std::int64_t>(most, 1))
    parts *= 10;
  return parts;
}

std::vector<std::int64_t> proof(const Net& net, const Goal& goal,
                                const std::vector<std::uint8_t>& closed,
                                std::span<const double> prices, std::int64_t denominator,
                                Pricing& pricing) {
  const auto parts = static_cast<double>(denominator);
  std::vector<double> whole(net.rows(), 0);
  for (std::size_t row = 0; row < whole.size(); ++row)
    whole[row] = std::ceil(prices[row] * parts - 0.5);
  Tariff tariff{{}, {}, closed};
  for (const auto worth : goal) tariff.worth.push_back(static_cast<double>(worth) * parts);
  // Long rings are told one at a time; of the others the worst of each first vertex is seen at
  // once.
  for (bool enough = false; !enough;) {
    enough = true;
    tariff.price = net.vertex_prices(whole);
    std::vector<double> raise(net.rows(), 0);
    pricing.run(tariff, 0, [&](Bargain&& bargain) {
      enough = false;
      auto& by = raise[net.place(net.arc(bargain.trail.front()).from).rows[0]];
      by = std::max(by, bargain.gain);
      return true;
    });
    for (std::size_t row = 0; row < raise.size(); ++row) whole[row] += raise[row];
  }
  return {whole.begin(), whole.end()};
}

}  // namespace mk::barter
