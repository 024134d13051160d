// The WGSL grammar for highlight.js, which ships none: enough to colour a lesson, not to parse a shader.
import type { HLJSApi, Language } from 'highlight.js';

const keywords = [
  'alias break case const const_assert continue continuing default diagnostic discard else enable fn for if',
  'let loop override requires return struct switch var while',
].join(' ');

const types = [
  'bool f16 f32 i32 u32 vec2 vec3 vec4 vec2f vec3f vec4f vec2h vec3h vec4h vec2i vec3i vec4i vec2u vec3u vec4u',
  'mat2x2f mat2x3f mat2x4f mat3x2f mat3x3f mat3x4f mat4x2f mat4x3f mat4x4f array atomic ptr',
  'function private workgroup uniform storage read write read_write',
].join(' ');

const builtIns = [
  'abs acos all any arrayLength asin atan atan2 atomicAdd atomicLoad atomicMax atomicMin atomicStore bitcast ceil',
  'clamp cos cosh cross distance dot dot4I8Packed dot4U8Packed exp exp2 extractBits floor fma fract insertBits',
  'inverseSqrt length log log2 max min mix normalize pack2x16float pow round select sign sin sqrt step',
  'storageBarrier subgroupAdd subgroupMax subgroupMin tanh trunc unpack2x16float unpack4xI8 unpack4xU8',
  'workgroupBarrier workgroupUniformLoad',
].join(' ');

/** @returns the language definition to register under the name `wgsl` */
export function wgslLanguage(hljs: HLJSApi): Language {
  return {
    name: 'WGSL',
    keywords: { keyword: keywords, type: types, built_in: builtIns, literal: 'true false' },
    contains: [
      hljs.C_LINE_COMMENT_MODE,
      hljs.C_BLOCK_COMMENT_MODE,
      { scope: 'meta', match: /@[a-z_]+/ },
      { scope: 'number', match: /\b(?:0[xX][0-9a-fA-F]+[iu]?|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?[fhiu]?)\b/ },
      { match: [/\bfn\s+/, /[A-Za-z_]\w*/], scope: { 1: 'keyword', 2: 'title.function' } },
    ],
  };
}
