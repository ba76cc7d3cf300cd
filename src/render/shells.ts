/** The scripts for completion that shells load. */
import type { Shell } from './completion.ts';

export function completionScript(shell: Shell): string {
	return SCRIPTS[shell];
}

/*
 * What all four have in common: they call the `roadmap` of the PATH, never what was typed; the typed words go to it as
 * arguments, and its answer is read line by line. Nothing of either is evaluated: no eval, no compgen -W.
 */

/** Needs no package. Works in the bash 3.2 of macOS, which only lacks the order and the file names. */
const BASH = `# Completion of roadmap for bash. Put this line into ~/.bashrc:
#   source <(roadmap completion bash)

_roadmap() {
	local rest=\${COMP_LINE:0:COMP_POINT} words=() abouts=() piece blank current lead word about files= width=0 i
	COMPREPLY=()
	if [[ \${COMP_WORDS[COMP_CWORD-1]} == [\\<\\>]* ]]; then compopt -o default 2>/dev/null; return 0; fi
	# Bash breaks stage:4 and --color=always into pieces. Pieces without a space between them are one word.
	for ((i = 0; i <= COMP_CWORD; i++)); do
		blank=\${rest%%[![:space:]]*}
		rest=\${rest#"$blank"}
		piece=\${COMP_WORDS[i]}
		((i < COMP_CWORD)) || piece=$rest
		rest=\${rest#"$piece"}
		if [[ -n $blank || $i -eq 0 ]]; then words+=("$piece"); else words[\${#words[@]}-1]+=$piece; fi
	done
	words=("\${words[@]//[\\"\\'\\\\]/}")
	current=\${words[\${#words[@]}-1]}
	# Of such a word, bash replaces only the last piece.
	lead=\${current%"\${2//[\\"\\'\\\\]/}"}
	while IFS=$'\\t' read -r word about; do
		if [[ $word == :files ]]; then files=1; continue; fi
		[[ $word == "$current"* ]] || continue
		COMPREPLY+=("\${word#"$lead"}")
		abouts+=("$about")
	done < <(command roadmap complete -- "\${words[@]:1}" 2>/dev/null </dev/null)
	if [[ -n $files && \${#COMPREPLY[@]} -eq 0 ]]; then compopt -o default 2>/dev/null; return 0; fi
	if [[ -n $files ]]; then
		# Readline completes file names where there is nothing else. Beside other words we look for them.
		compopt -o filenames 2>/dev/null
		while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "\${current#"$lead"}")
		return 0
	fi
	# Bash knows no descriptions. Where it only lists several candidates, they can stand beside them.
	[[ $COMP_TYPE -eq 63 && \${#COMPREPLY[@]} -gt 1 ]] || return 0
	for word in "\${COMPREPLY[@]}"; do ((width = \${#word} > width ? \${#word} : width)); done
	for i in "\${!COMPREPLY[@]}"; do
		printf -v word '%-*s  %s' "$width" "\${COMPREPLY[i]}" "\${abouts[i]}"
		COMPREPLY[i]=\${word:0:\${COLUMNS:-80}-1}
	done
}

complete -o nosort -F _roadmap roadmap 2>/dev/null || complete -F _roadmap roadmap
`;

const ZSH = `#compdef roadmap
# Completion of roadmap for zsh. Put this line into ~/.zshrc, below compinit:
#   source <(roadmap completion zsh)
# Or keep the script as a file called _roadmap in a folder of $fpath.

_roadmap() {
	local answer word about files ret=1
	local -a described
	for answer in "\${(@f)$(command roadmap complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}"; do
		if [[ $answer == :files ]]; then files=1; continue; fi
		[[ -n $answer ]] || continue
		word=\${answer%%$'\\t'*} about=\${answer#*$'\\t'}
		described+=("\${word//:/\\\\:}:$about")
	done
	(( $#described )) && _describe -V roadmap described && ret=0
	if [[ -n $files ]]; then
		compset -P '--*='
		_files && ret=0
	fi
	return ret
}

if [[ \${funcstack[1]} == _roadmap ]]; then
	_roadmap "$@"
else
	(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i -D }
	compdef _roadmap roadmap
fi
`;

const FISH = `# Completion of roadmap for fish. Put this line into ~/.config/fish/config.fish:
#   roadmap completion fish | source
# Or keep the script as ~/.config/fish/completions/roadmap.fish.

function __roadmap_answer
	set -l words (commandline -opc) (commandline -ct | string replace -ra '["\\'\\\\\\\\]' '')
	command roadmap complete -- $words[2..-1] 2>/dev/null </dev/null
end

complete -c roadmap -e
complete -c roadmap -k -f -a '(__roadmap_answer | string match -v :files)'
complete -c roadmap -F -n '__roadmap_answer | string match -q :files'
`;

const POWERSHELL = `# Completion of roadmap for PowerShell. Put this line into the file that $PROFILE names:
#   roadmap completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName roadmap -ScriptBlock {
	param($wordToComplete, $commandAst, $cursorPosition)
	$program = Get-Command roadmap -CommandType Application, ExternalScript -ErrorAction SilentlyContinue | Select-Object -First 1
	if ($null -eq $program) { return '' }
	$before = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
		if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
	})
	# An empty argument would get lost on the way, so a word that has not begun is a space.
	$words = @($before) + $(if ($wordToComplete) { $wordToComplete.Trim("'", '"') } else { ' ' })
	# On Windows the way leads through cmd, which would act on other characters.
	if (@($words -notmatch '^[\\w .:=~/\\\\+,-]+$').Count -gt 0) { return '' }
	$lines = @(& $program complete '--' @words 2>$null)
	if ("$lines" -eq ':files') { return }
	$found = @($lines | Where-Object { $_ -and $_ -ne ':files' } | ForEach-Object {
		$word, $about = $_ -split '\\t', 2
		if (-not $about) { $about = $word }
		[System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
	})
	if ($found.Count -eq 0) { return '' }
	$found
}
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH, powershell: POWERSHELL };
