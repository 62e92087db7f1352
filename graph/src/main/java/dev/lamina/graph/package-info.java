/**
 * The device-independent compiler: a declared network comes in as a tree of units, a planned
 * network goes out. Packages in the order that data passes through them: decl, build, tree, shape
 * (with rule and op), optimise, differentiate, plan, then what people see of it: text, summary,
 * diagram.
 */
package dev.lamina.graph;
