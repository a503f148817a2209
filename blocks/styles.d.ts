// webpack takes the styles out of the bundles; nothing is imported from them.
declare module '*.css';
