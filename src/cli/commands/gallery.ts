import { Command } from 'commander';
import type { GalleryOptions } from '../actions/gallery.ts';
import { examples, languageOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim gallery`: one page over all finished runs of a folder. */
export const galleryCommand = (terminal: Terminal): Command =>
  new Command('gallery')
    .description('Build one page over all finished runs of a folder, to be searched by guideline clause.')
    .argument('[folder]', 'folder that holds the folders of the runs', 'reports')
    .addOption(languageOption())
    .option('-q, --quiet', 'say nothing')
    .addHelpText('after', examples('markersim gallery', 'markersim gallery somewhere --lang zh-CN'))
    .action(async (folder: string, options: GalleryOptions) =>
      (await import('../actions/gallery.ts')).galleryAction(folder, options, terminal),
    );
