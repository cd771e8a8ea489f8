package dev.modelwright.gateway.chicken;

import dev.modelwright.gateway.egg.Egg;

/** Breaks, with its egg, the rule on cycles. */
public record Chicken(Egg from) {}
