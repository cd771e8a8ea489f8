package dev.modelwright.worker;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Breaks the rule on constructors. */
public class FieldInjected {

  @Autowired ApplicationContext context;
}
