package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.Notices;
import java.nio.file.Path;

/**
 * What all modules of a configuration share.
 *
 * @param root the folder of the configuration, as messages name it; paths are relative to it
 * @param installed where Terraform has put modules of others
 * @param notices gets what is left out
 */
record ModuleTree(
        Path root,
        String workspace,
        Provider provider,
        InstalledModules installed,
        Evaluations evaluations,
        Notices notices) {}
