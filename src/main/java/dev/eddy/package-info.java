/** The command line's root. */
package dev.eddy;
