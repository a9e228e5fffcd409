"""Reads commands from standard input, one JSON array of words a line, and says for each what gcloud's own parser has against it.

Run with gcloud's Python and its folder as the only argument. Nothing is carried out.
"""

import io
import json
import os
import sys

sys.path[:0] = [os.path.join(sys.argv[1], 'lib'), os.path.join(sys.argv[1], 'lib', 'third_party')]
os.environ['CLOUDSDK_CORE_DISABLE_PROMPTS'] = '1'

# gcloud keeps the stream that it finds when it is loaded.
said = sys.stderr = io.StringIO()

from googlecloudsdk import gcloud_main  # pylint: disable=wrong-import-position

cli = gcloud_main.CreateCLI([])
parser = cli._CLI__parser  # The one that cli.Execute parses with, before it runs anything.
for line in sys.stdin:
  said.seek(0)
  said.truncate()
  try:
    parser.parse_args(json.loads(line))
    problem = None
  except (SystemExit, Exception) as error:  # pylint: disable=broad-except
    problem = said.getvalue().strip() or str(error)
  print(json.dumps(problem), flush=True)
