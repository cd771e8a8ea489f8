/** Real parts for tests, and the rules that the code of every module keeps. */
package dev.modelwright.testsupport;
