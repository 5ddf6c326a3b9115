export declare function functionsTable(): string;
