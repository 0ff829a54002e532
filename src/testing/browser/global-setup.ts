import { buildProduct } from "../processes/build-product.ts";

/** Has every way to start the browser tests, an editor's too, test what the sources say now. */
export default buildProduct;
