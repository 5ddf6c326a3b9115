#!/usr/bin/env node
import "../distb/main.js";
