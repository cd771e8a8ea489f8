package dev.modelwright.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Breaks the rule on settings. */
@ConfigurationProperties("modelwright.mutable")
public class MutableProperties {}
