package dev.modelwright.registry.account;

import dev.modelwright.schemas.ModelManagementAccount.Sku;
import java.util.Map;

/** What an account should be like; null leaves it as it is, or as it usually is. */
public record AccountChanges(
    String location,
    Map<String, String> tags,
    Sku sku,
    String description,
    String defaultEnvironment) {}
