import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const bottom = (layer, banned) => ({
  files: [`src/${layer}/**`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [{ regex: `(^|/)(${banned})/`, message: `${layer} stands below: app → features → realtime, api, ui.` }],
    }],
  },
});

export default tseslint.config(
  { ignores: ['node_modules/', 'scripts/'] },
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      // The React compiler is not used; what it cannot memoize costs nothing here.
      'react-hooks/incompatible-library': 'off',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-globals': ['error', 'alert', 'confirm', 'prompt', 'eval'],
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is shown as text.' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/features/**'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { regex: '^\\.\\./(?!\\.\\./)', message: 'Features never import each other.' },
          { regex: '(^|/)(app|features)/', message: 'app → features → realtime, api, ui.' },
          { regex: '^@microsoft/signalr', message: 'Components never touch the socket.' },
        ],
      }],
    },
  },
  bottom('ui', 'app|features|realtime|api'),
  bottom('api', 'app|features|realtime|ui'),
  bottom('realtime', 'app|features|ui'),
);
