package dev.modelwright.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens to conda packages.
 *
 * @param mapToPypi whether they may be taken from the Python package index under the same name
 */
@ConfigurationProperties("modelwright.conda")
record CondaProperties(@DefaultValue("false") boolean mapToPypi) {}
