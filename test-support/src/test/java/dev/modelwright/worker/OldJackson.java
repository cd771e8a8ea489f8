package dev.modelwright.worker;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rule on Jackson. */
public record OldJackson(ObjectMapper mapper) {}
