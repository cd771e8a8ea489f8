package dev.modelwright.gateway.egg;

import dev.modelwright.gateway.chicken.Chicken;

/** Breaks, with its chicken, the rule on cycles. */
public record Egg(Chicken from) {}
