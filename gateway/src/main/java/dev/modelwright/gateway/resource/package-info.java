/** Resources as a resource manager has them: named by subscription, resource group and name. */
package dev.modelwright.gateway.resource;
