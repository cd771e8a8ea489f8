/** Models over REST. */
package dev.modelwright.gateway.model;
