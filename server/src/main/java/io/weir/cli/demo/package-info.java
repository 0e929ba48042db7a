/**
 * {@code weir demo}: a node with everything around it, set up through the REST API as a user would do it.
 *
 * <p>Starting points: {@link io.weir.cli.demo.DemoCommand}, {@link io.weir.cli.demo.DemoSetup}.
 */
@NullMarked
package io.weir.cli.demo;

import org.jspecify.annotations.NullMarked;
